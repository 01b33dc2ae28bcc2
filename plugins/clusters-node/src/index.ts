/**
 * Kubernetes clusters for backends: connections from the config, a client with limits, one list and watch a kind.
 *
 * @packageDocumentation
 */

export * from './ClusterConnection';
export * from './client/ClusterClient';
export {
  ClusterError,
  isClusterError,
  type ClusterErrorCause,
  type ClusterErrorOptions,
} from './client/ClusterError';
export { pathSegment } from './client/pathSegment';
export {
  readClusterConnections,
  resolveClusterConnection,
} from './config/readClusterConnections';
export {
  ObjectWatch,
  type ObjectWatchOptions,
  type WatchState,
} from './watch/ObjectWatch';
export type { WatchChange } from './watch/ObjectStore';
export { parseQuantity } from './quantity/parseQuantity';
export {
  findExceededQuotas,
  sumOfDemands,
  type Demand,
  type ExceededQuota,
  type Quota,
  type ResourceList,
} from './requests/Quota';
export {
  RequestCluster,
  type ContainerLimits,
} from './requests/RequestCluster';
export {
  SchemaValidator,
  type ApiKind,
  type SchemaFault,
} from './schema/SchemaValidator';
