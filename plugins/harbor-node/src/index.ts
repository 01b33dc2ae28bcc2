/**
 * Harbor for backends.
 *
 * @packageDocumentation
 */

export type {
  Harbor,
  HarborArtifact,
  HarborCallOptions,
  HarborInstance,
  HarborScan,
  Listed,
} from './harbor/Harbor';
export {
  HarborError,
  isHarborError,
  type HarborErrorKind,
  type HarborErrorOptions,
} from './harbor/HarborError';
export { harborServiceRef } from './serviceRefs';
