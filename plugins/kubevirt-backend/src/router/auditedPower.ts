import {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { PowerAction } from '@naru/plugin-kubevirt-common';
import {
  InventoryVirtualMachine,
  KubevirtInventory,
} from '@naru/plugin-kubevirt-node';
import { Request } from 'express';
import { VirtualMachineAccess } from '../access/VirtualMachineAccess';
import { findVirtualMachine } from './findVirtualMachine';

/**
 * Does a power action for a person and leaves an audit event of the try, whatever comes of it.
 *
 * @returns the machine as it was known before.
 * @throws what the look-up, the permission and {@link KubevirtInventory.changePower} throw.
 */
export async function auditedPower(options: {
  access: VirtualMachineAccess;
  action: PowerAction;
  auditor: AuditorService;
  credentials: BackstageCredentials;
  inventory: KubevirtInventory;
  request: Request<{ namespace: string; entityName: string }>;
}): Promise<InventoryVirtualMachine> {
  const { access, action, auditor, credentials, inventory, request } = options;
  const { namespace, entityName } = request.params;
  const event = await auditor.createEvent({
    eventId: 'vm-power',
    severityLevel: 'medium',
    request,
    meta: { action, entityRef: `resource:${namespace}/${entityName}` },
  });
  try {
    const machine = findVirtualMachine(inventory, request.params);
    await access.requirePower(machine, action, credentials);
    await inventory.changePower(machine.entityRef, action);
    await event.success({
      meta: {
        cluster: machine.cluster,
        namespace: machine.namespace,
        name: machine.name,
        owner: machine.owner,
      },
    });
    return machine;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
