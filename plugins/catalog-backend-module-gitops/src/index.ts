/**
 * Brings the applications of GitOps repositories to the catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleGitops as default } from './module';
