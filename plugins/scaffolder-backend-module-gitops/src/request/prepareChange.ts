import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  OWNER_ANNOTATION,
  REQUEST_ANNOTATION,
  RequestFault,
  requestId,
  REQUESTED_BY_ANNOTATION,
  SOURCE_FILE_ANNOTATION,
} from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  Manifest,
  ManifestResolver,
  ManifestTag,
  ManifestValidator,
  ProposedFile,
  ProposedRendering,
} from '@naru/plugin-gitops-node';
import { assignParameters } from './assignParameters';
import { checkRequest } from './checkRequest';
import { composeFiles, FileInput } from './composeFiles';
import { Questions, resolveQuestions } from './resolveQuestions';

/** Options of {@link prepareChange}. */
export interface PrepareChangeOptions {
  /** Input of the action; refs are full. */
  input: {
    repository: string;
    branch: string;
    owner: string;
    entityRefs: string[];
    resolve?: Questions;
    files: FileInput[];
  };
  host: ChangeRequestHost;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  workspacePath: string;
  validators: ManifestValidator[];
  tags: ManifestTag[];
  resolvers: ManifestResolver[];
  catalog: CatalogService;
  logger: LoggerService;
  signal?: AbortSignal;
  /** What cannot be checked becomes a fault, instead of an error. */
  tolerant: boolean;
}

/** What is to be written, and what is to be said about it. */
export interface PreparedChange {
  files: ProposedFile[];
  manifests: Manifest[];
  faults: RequestFault[];
  renderings: ProposedRendering[];
}

/**
 * Makes the files of a request and checks them.
 *
 * @throws InputError when the template is wrong; what is wrong with the request is in the faults
 */
export async function prepareChange(
  options: PrepareChangeOptions,
): Promise<PreparedChange> {
  const { input, host, credentials, logger, signal } = options;
  const { repository, branch, owner } = input;
  const requester = credentials.principal.userEntityRef;
  const resolved = await resolveQuestions(input.resolve ?? {}, {
    resolvers: options.resolvers,
    path: input.files[0].path,
    context: { credentials, owner, logger, signal },
  });
  const composed = await composeFiles(input.files, {
    workspacePath: options.workspacePath,
    tags: options.tags,
    scopes: {
      request: {
        repositoryUrl: host.repository.cloneUrl,
        base: host.repository.base,
        branch,
        owner,
        ownerName: parseEntityRef(owner).name,
        requestedBy: requester,
      },
      resolved: resolved.values,
    },
    annotations: {
      [OWNER_ANNOTATION]: owner,
      [REQUESTED_BY_ANNOTATION]: requester,
      [REQUEST_ANNOTATION]: requestId(repository, branch),
    },
    sourceFileAnnotation: SOURCE_FILE_ANNOTATION,
  });
  const renderings: ProposedRendering[] = [];
  const faults = await checkRequest({
    composed,
    branch,
    requester,
    entityRefs: input.entityRefs,
    validators: options.validators,
    catalog: options.catalog,
    tolerant: options.tolerant,
    context: {
      host,
      files: composed.files,
      addRendering: rendering => renderings.push(rendering),
      credentials,
      owner,
      logger,
      signal,
    },
  });
  return {
    files: composed.files,
    manifests: composed.manifests,
    faults: assignParameters([...resolved.faults, ...faults], input.files),
    renderings,
  };
}
