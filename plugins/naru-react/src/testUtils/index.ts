/**
 * What the tests of Naru's screens share.
 *
 * @packageDocumentation
 */
export { changePreview } from './changePreview';
export { FakeSignals } from './FakeSignals';
export { koreanConfig } from './koreanConfig';
export { responseError } from './responseError';
export { wordsThatDiffer } from './wordsThatDiffer';
