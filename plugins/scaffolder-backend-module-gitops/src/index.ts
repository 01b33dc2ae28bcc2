/**
 * The scaffolder's action for change requests.
 *
 * @packageDocumentation
 */

export { scaffolderModuleGitops as default } from './module';
