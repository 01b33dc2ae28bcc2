import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of the permissions on one VirtualMachine. The resource ref is the ref of its entity,
 * `resource:<namespace>/<name>`.
 *
 * @public
 */
export const RESOURCE_TYPE_KUBEVIRT_VM = 'kubevirt-vm';

/**
 * See a VirtualMachine with its live state.
 *
 * @public
 */
export const virtualMachineReadPermission = createPermission({
  name: 'kubevirt.vm.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_KUBEVIRT_VM,
});

/**
 * Start a VirtualMachine.
 *
 * @public
 */
export const virtualMachineStartPermission = createPermission({
  name: 'kubevirt.vm.start',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_KUBEVIRT_VM,
});

/**
 * Stop a VirtualMachine.
 *
 * @public
 */
export const virtualMachineStopPermission = createPermission({
  name: 'kubevirt.vm.stop',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_KUBEVIRT_VM,
});

/**
 * Restart a VirtualMachine.
 *
 * @public
 */
export const virtualMachineRestartPermission = createPermission({
  name: 'kubevirt.vm.restart',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_KUBEVIRT_VM,
});

/**
 * See and confirm removals of entities that were held back because they looked like a fault.
 *
 * @public
 */
export const removalConfirmPermission = createPermission({
  name: 'kubevirt.removal.confirm',
  attributes: { action: 'update' },
});

/**
 * All permissions on a VirtualMachine.
 *
 * @public
 */
export const kubevirtPermissions = [
  virtualMachineReadPermission,
  virtualMachineStartPermission,
  virtualMachineStopPermission,
  virtualMachineRestartPermission,
];
