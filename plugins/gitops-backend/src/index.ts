/**
 * Backend of the GitOps plugin.
 *
 * @packageDocumentation
 */

export { gitopsPlugin as default } from './plugin';
