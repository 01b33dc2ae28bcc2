/**
 * Renders and checks applications made from Helm charts before they become a pull request.
 *
 * @packageDocumentation
 */

export { scaffolderModuleHelm as default } from './module';
