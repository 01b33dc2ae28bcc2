/**
 * HTTP API of Harbor.
 *
 * @packageDocumentation
 */

export { harborPlugin as default } from './plugin';
