import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef } from '@backstage/catalog-model';
import { KubevirtInventory } from '@naru/plugin-kubevirt-node';
import { VirtualMachineAccess } from '../access/VirtualMachineAccess';
import { listVirtualMachines } from '../list/listVirtualMachines';
import { summaryOf } from '../list/publicVirtualMachine';
import { findVirtualMachine } from '../router/findVirtualMachine';

/**
 * Registers what scripts and assistants may ask about VirtualMachines. Nothing here changes anything.
 */
export function registerVirtualMachineActions(options: {
  access: VirtualMachineAccess;
  actionsRegistry: ActionsRegistryService;
  inventory: KubevirtInventory;
}): void {
  const { access, actionsRegistry, inventory } = options;
  const attributes = { readOnly: true, idempotent: true, destructive: false };

  actionsRegistry.register({
    name: 'list-vms',
    title: 'List virtual machines',
    description:
      'Lists KubeVirt virtual machines with their live state: status, node, address, size, owner. Only those that the caller may see. Search takes words that must all appear in name, namespace, cluster, owner, node, image or address. At most 200 come back; total says how many match.',
    attributes,
    schema: {
      input: z =>
        z.object({
          search: z.string().max(200).optional().describe('Words to look for'),
          status: z
            .array(z.string())
            .optional()
            .describe('e.g. Running, Stopped, ErrorUnschedulable'),
          namespace: z.array(z.string()).optional(),
          owner: z.array(z.string()).optional().describe('Entity refs'),
          limit: z.number().int().min(1).max(200).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          items: z.array(
            z.object({
              entityRef: z.string(),
              cluster: z.string(),
              namespace: z.string(),
              name: z.string(),
              owner: z.string(),
              status: z.string(),
              node: z.string().optional(),
              ip: z.string().optional(),
              cpu: z.number(),
              memoryBytes: z.number(),
              diskBytes: z.number(),
              message: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const visible = await access.visible(
        inventory.virtualMachines(),
        credentials,
      );
      const { total, items } = listVirtualMachines(visible, input);
      return { output: { total, items: items.map(summaryOf) } };
    },
  });

  actionsRegistry.register({
    name: 'get-vm',
    title: 'Get a virtual machine',
    description:
      'Reads one KubeVirt virtual machine by the ref of its catalog entity, e.g. resource:team1-staging/web-01: live state, conditions, disks, addresses, and which power actions the caller could do now.',
    attributes,
    schema: {
      input: z => z.object({ entityRef: z.string() }),
      output: z =>
        z.object({
          entityRef: z.string(),
          status: z.string(),
          message: z.string().optional(),
          vm: z.record(z.unknown()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { namespace, name } = parseEntityRef(input.entityRef, {
        defaultKind: 'Resource',
      });
      const machine = findVirtualMachine(inventory, {
        namespace,
        entityName: name,
      });
      const power = await access.offers(machine, credentials);
      const { decided: _decided, ...vm } = machine;
      return {
        output: {
          entityRef: machine.entityRef,
          status: machine.status,
          message: machine.message,
          vm: { ...vm, power },
        },
      };
    },
  });
}
