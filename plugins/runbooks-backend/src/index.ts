/**
 * Backend of runbooks.
 *
 * @packageDocumentation
 */

export { runbooksPlugin as default } from './plugin';
