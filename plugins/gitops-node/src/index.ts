/**
 * Change requests in forges and the Applications of Argo CD, as backend services.
 *
 * @packageDocumentation
 */

export type {
  Application,
  ApplicationDestination,
  ApplicationSource,
} from './argocd/Application';
export { ApplicationOwners } from './argocd/ApplicationOwners';
export type {
  ArgoCdApplications,
  SyncOrder,
} from './argocd/ArgoCdApplications';
export { normalizeRepositoryUrl } from './argocd/normalizeRepositoryUrl';
export { destinationCluster } from './argocd/destinationCluster';
export { coversFile, type FileInRepository } from './argocd/coversFile';
export type {
  ChangeRequestHost,
  CommitAuthor,
  CommitOptions,
  CommitStatus,
  FileChange,
  HostedRepository,
  OpenChangeRequestOptions,
  RepositoryFile,
  TreeFile,
} from './hosts/ChangeRequestHost';
export type { ChangeRequestHosts } from './hosts/ChangeRequestHosts';
export {
  ForgeError,
  isForgeError,
  type ForgeErrorKind,
  type ForgeErrorOptions,
} from './hosts/ForgeError';
export {
  ensureChangeRequest,
  type ChangeRequestDraft,
  type EnsureChangeRequestOptions,
  type EnsuredChangeRequest,
} from './requests/ensureChangeRequest';
export * from './serviceRefs';
export { readArgoCds, type ArgoCdConfig } from './config/readArgoCds';
export { readRequestCluster } from './config/readRequestCluster';
export * from './validation/ManifestResolver';
export * from './validation/ManifestTag';
export * from './validation/ManifestValidator';
export * from './objects/ObjectStates';
export * from './permissionRules';
