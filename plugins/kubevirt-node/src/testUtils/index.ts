/**
 * Fakes and fixtures for the tests of packages that use the inventory.
 *
 * @packageDocumentation
 */

export { createInventoryVirtualMachine, FakeInventory } from './FakeInventory';
export {
  goldenImageManifest,
  instanceManifest,
  virtualMachineManifest,
  type ManifestOptions,
} from './manifests';
