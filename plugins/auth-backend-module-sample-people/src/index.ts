/**
 * Sign-in as one of the sample people, for the embedded default only.
 *
 * @packageDocumentation
 */

export { authModuleSamplePeople as default } from './module';
