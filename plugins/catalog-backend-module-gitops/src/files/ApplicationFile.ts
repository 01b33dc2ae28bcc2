import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  LocationEntity,
} from '@backstage/catalog-model';
import { ChangeRequestHost } from '@naru/plugin-gitops-node';
import { createHash } from 'node:crypto';

/** Type of the Locations of this module; its processor reads them. */
export const LOCATION_TYPE = 'gitops';

/** Annotation of a Location: id in `gitops.repositories`. */
export const REPOSITORY_ANNOTATION = 'naru.io/gitops-repository';

/** Annotation of a Location: changes with the content of the file, so that the catalog reads it anew. */
const VERSION_ANNOTATION = 'naru.io/file-version';

const FILE_NAME = 'catalog-info.yaml';

/** The catalog-info.yaml of an application in a GitOps repository. */
export interface ApplicationFile {
  /** Id in `gitops.repositories`. */
  repository: string;
  /** Path in the repository. */
  path: string;
  /** Name of the folder, which is the name of the application. */
  application: string;
}

/** The file at a path, if it is the catalog-info.yaml of an application right in `folder`. */
export function applicationFile(
  repository: string,
  path: string,
  folder: string,
): ApplicationFile | undefined {
  if (!path.startsWith(`${folder}/`)) {
    return undefined;
  }
  const [application, name, ...more] = path.slice(folder.length + 1).split('/');
  return name === FILE_NAME && more.length === 0
    ? { repository, path, application }
    : undefined;
}

/** What a Location of the file has as its target. */
export function locationTarget(file: ApplicationFile): string {
  return `${file.repository}:${file.path}`;
}

/** The file of a Location's target. */
export function parseLocationTarget(
  target: string,
  folder: string,
): ApplicationFile | undefined {
  const colon = target.indexOf(':');
  return applicationFile(
    target.slice(0, colon),
    target.slice(colon + 1),
    folder,
  );
}

/** The Location that makes the catalog read the file. `version` is that of its content. */
export function locationEntity(
  host: ChangeRequestHost,
  file: ApplicationFile,
  version: string,
): LocationEntity {
  const { base, title } = host.repository;
  const location = `${LOCATION_TYPE}:${locationTarget(file)}`;
  const url = host.fileUrl(file.path, base);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: {
      name: locationName(file),
      title: `${file.path} (${title})`,
      description: `Catalog file of the application ${file.application}, found in ${title} on ${base}.`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_SOURCE_LOCATION]: `url:${url}`,
        [ANNOTATION_VIEW_URL]: url,
        [REPOSITORY_ANNOTATION]: file.repository,
        [VERSION_ANNOTATION]: version,
      },
    },
    spec: {
      type: LOCATION_TYPE,
      target: locationTarget(file),
      presence: 'required',
    },
  };
}

/** Readable where the folder's name allows it: entity names are short. */
function locationName({ repository, application }: ApplicationFile): string {
  const name = `${repository}.${application}`;
  return name.length <= 63 &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(application)
    ? name
    : `${repository.slice(0, 40)}.${createHash('sha256')
        .update(name)
        .digest('hex')
        .slice(0, 20)}`;
}
