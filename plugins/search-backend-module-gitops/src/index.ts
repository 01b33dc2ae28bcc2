/**
 * Change requests in search.
 *
 * @packageDocumentation
 */
export { changeRequestsModule as default } from './module';
