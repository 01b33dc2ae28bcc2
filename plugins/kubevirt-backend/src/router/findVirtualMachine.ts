import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  InventoryVirtualMachine,
  KubevirtInventory,
} from '@naru/plugin-kubevirt-node';

/**
 * Finds the machine of an entity.
 *
 * @param entity - namespace and name of the entity
 * @throws NotFoundError when no cluster has it, ServiceUnavailableError when that is not known yet.
 */
export function findVirtualMachine(
  inventory: KubevirtInventory,
  entity: { namespace: string; entityName: string },
): InventoryVirtualMachine {
  const entityRef = stringifyEntityRef({
    kind: 'Resource',
    namespace: entity.namespace,
    name: entity.entityName,
  });
  const machine = inventory.virtualMachine(entityRef);
  if (machine) {
    return machine;
  }
  const clusters = inventory.clusters();
  const loading = clusters.filter(({ phase }) => phase === 'loading');
  if (loading.length > 0) {
    throw new ServiceUnavailableError(
      `Whether ${entityRef} exists is not known yet: ${loading
        .map(
          ({ name, message }) =>
            `cluster ${name} has not been read completely since the start${
              message ? ` (${message})` : ''
            }`,
        )
        .join('; ')}`,
    );
  }
  const names = clusters.map(({ name }) => name).join(', ') || 'none';
  throw new NotFoundError(
    `There is no VirtualMachine for ${entityRef} in the clusters (${names}). It was deleted, or its request is not merged and synchronised yet`,
  );
}
