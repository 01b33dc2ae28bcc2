import { createHash } from 'node:crypto';
import type { HarborViewer } from '../HarborAccounts';
import type {
  ArtifactRecord,
  HarborStore,
  ProjectRecord,
  RepositoryRecord,
  TagRecord,
} from '../HarborStore';

/** What Harbor writes for "never". */
const NEVER = '0001-01-01T00:00:00.000Z';

const ADMIN_ROLE = 1;

const IMAGE_CONFIG = 'application/vnd.docker.container.image.v1+json';

/** Type of an image's manifest. */
export const IMAGE_MANIFEST =
  'application/vnd.docker.distribution.manifest.v2+json';

/** A project, as `GET /projects` and `GET /projects/{p}` answer it. */
export function projectShape(
  store: HarborStore,
  viewer: HarborViewer,
  project: ProjectRecord,
  detail: boolean,
): unknown {
  return {
    creation_time: project.created,
    ...(viewer.admin ? { current_user_role_id: ADMIN_ROLE } : {}),
    current_user_role_ids: viewer.admin ? [ADMIN_ROLE] : null,
    cve_allowlist: {
      creation_time: NEVER,
      ...(detail ? { id: project.id } : {}),
      items: detail ? [] : null,
      ...(detail ? { project_id: project.id } : {}),
      update_time: NEVER,
    },
    ...(detail ? { metadata: { public: String(project.public) } } : {}),
    name: project.name,
    owner_id: 1,
    ...(detail ? { owner_name: 'admin' } : {}),
    project_id: project.id,
    repo_count: store.repositoriesOf(project).length,
    update_time: project.created,
  };
}

/** A repository. */
export function repositoryShape(
  store: HarborStore,
  repository: RepositoryRecord,
): unknown {
  return {
    artifact_count: store.artifactsOf(repository).length,
    creation_time: repository.created,
    ...(repository.description ? { description: repository.description } : {}),
    id: repository.id,
    name: repository.name,
    project_id: repository.projectId,
    pull_count: repository.pulls,
    update_time: repository.updated,
  };
}

/** A tag. */
export function tagShape(artifact: ArtifactRecord, tag: TagRecord): unknown {
  return {
    artifact_id: artifact.id,
    id: tag.id,
    immutable: false,
    name: tag.name,
    pull_time: NEVER,
    push_time: tag.pushed,
    repository_id: artifact.repositoryId,
  };
}

/** An artifact; never scanned, so there is no `scan_overview`. */
export function artifactShape(
  repository: RepositoryRecord,
  artifact: ArtifactRecord,
  withTag: boolean,
): unknown {
  const [project, ...rest] = repository.name.split('/');
  const name = encodeURIComponent(encodeURIComponent(rest.join('/')));
  const base = `/api/v2.0/projects/${project}/repositories/${name}/artifacts/${artifact.digest}`;
  return {
    accessories: null,
    addition_links: {
      build_history: {
        absolute: false,
        href: `${base}/additions/build_history`,
      },
    },
    artifact_type: IMAGE_CONFIG,
    digest: artifact.digest,
    extra_attrs: {
      architecture: 'amd64',
      author: '',
      config: {},
      created: artifact.pushed,
      os: 'linux',
    },
    icon: `sha256:${createHash('sha256').update('image').digest('hex')}`,
    id: artifact.id,
    labels: null,
    manifest_media_type: IMAGE_MANIFEST,
    media_type: IMAGE_CONFIG,
    project_id: repository.projectId,
    pull_time: NEVER,
    push_time: artifact.pushed,
    references: null,
    repository_id: repository.id,
    repository_name: repository.name,
    size: artifact.size,
    tags: withTag ? tagShapes(artifact) : null,
    type: 'IMAGE',
  };
}

/** An image without tags has null, not an empty list. */
function tagShapes(artifact: ArtifactRecord): unknown[] | null {
  return artifact.tags.length > 0
    ? artifact.tags.map(tag => tagShape(artifact, tag))
    : null;
}
