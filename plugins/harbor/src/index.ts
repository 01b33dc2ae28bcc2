/**
 * Harbor in the browser.
 *
 * @packageDocumentation
 */

export { default } from './plugin';
