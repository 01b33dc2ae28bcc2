/**
 * KubeVirt clusters for backends: one inventory a process, power actions, permission rules.
 *
 * @packageDocumentation
 */

export {
  DefaultKubevirtInventory,
  type DefaultKubevirtInventoryOptions,
} from './inventory/DefaultKubevirtInventory';
export type {
  ClusterContents,
  InventoryChange,
  KubevirtInventory,
} from './inventory/KubevirtInventory';
export { kubevirtInventoryServiceRef } from './inventory/kubevirtInventoryServiceRef';
export type {
  DecidedState,
  GoldenImage,
  InventoryVirtualMachine,
  PowerPossibility,
} from './model/InventoryVirtualMachine';
export { parseQuantity } from '@naru/plugin-clusters-node';
export {
  EntityNaming,
  type EntityPlace,
  type ObjectIdentity,
} from './naming/EntityNaming';
export {
  Ownership,
  type OwnedObject,
  type OwnerFinding,
} from './ownership/Ownership';
export * from './permissionRules';
export {
  RemovalGuard,
  type RefusedRemoval,
  type RemovalGuardOptions,
} from './removals/RemovalGuard';
export { removalGuardServiceRef } from './removals/removalGuardServiceRef';
