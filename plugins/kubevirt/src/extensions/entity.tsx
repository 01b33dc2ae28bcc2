import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { VIRTUAL_MACHINE_ENTITY_TYPE } from '@naru/plugin-kubevirt-common';

const filter = {
  kind: 'resource',
  'spec.type': VIRTUAL_MACHINE_ENTITY_TYPE,
};

/** State, facts, conditions and power actions of a VM. */
export const vmStatusCard = EntityCardBlueprint.make({
  name: 'status',
  params: {
    filter,
    type: 'content',
    loader: () =>
      import('../features/vm/VmStatusCard').then(m => <m.VmStatusCard />),
  },
});

/** Disks of a VM, with the progress of their import. */
export const vmDisksCard = EntityCardBlueprint.make({
  name: 'disks',
  params: {
    filter,
    type: 'content',
    loader: () =>
      import('../features/vm/VmDisksCard').then(m => <m.VmDisksCard />),
  },
});
