/**
 * A fake cluster for the tests of packages that talk to Kubernetes.
 *
 * @packageDocumentation
 */

export {
  FakeCluster,
  statusAnswer,
  type FakeAnswer,
  type FakeObject,
  type FakeRequest,
} from './FakeCluster';
