import { ObjectState } from '@naru/plugin-gitops-node';
import { InventoryVirtualMachine } from '@naru/plugin-kubevirt-node';
import {
  createInventoryVirtualMachine,
  FakeInventory,
} from '@naru/plugin-kubevirt-node/testUtils';
import { VirtualMachineStates } from './VirtualMachineStates';

const disk = { name: 'rootdisk', dataVolume: 'web-01-rootdisk' };

function stateOf(overrides: Partial<InventoryVirtualMachine>) {
  const machine = createInventoryVirtualMachine(overrides);
  return new VirtualMachineStates(new FakeInventory([machine])).stateOf(
    machine.entityRef,
  );
}

describe('VirtualMachineStates', () => {
  const cases: [string, Partial<InventoryVirtualMachine>, ObjectState][] = [
    ['a running machine', { status: 'Running' }, { state: 'done' }],
    [
      'an import under way',
      { status: 'Provisioning', progress: '42.05%' },
      { state: 'active', message: 'Provisioning 42.05%' },
    ],
    [
      'a disk that cannot be filled',
      { status: 'DataVolumeError', message: 'got 404' },
      { state: 'failed', message: 'got 404' },
    ],
    [
      'a new machine whose disk is not there yet',
      { status: 'Stopped', disks: [disk] },
      { state: 'active' },
    ],
    [
      'a machine that a person stopped',
      { status: 'Stopped', disks: [{ ...disk, phase: 'Succeeded' }] },
      { state: 'done', message: 'Stopped' },
    ],
    [
      'a machine that KubeVirt could not make',
      { status: 'Stopped', message: 'not authorized to create DataVolume' },
      { state: 'failed', message: 'not authorized to create DataVolume' },
    ],
  ];

  it.each(cases)('describes %s', (_, machine, expected) => {
    expect(stateOf(machine)).toEqual(expected);
  });

  it('knows nothing of entities that are no machines', () => {
    expect(
      new VirtualMachineStates(new FakeInventory()).stateOf(
        'component:default/shop',
      ),
    ).toBeUndefined();
  });

  it('tells which machines came, changed or went', () => {
    const inventory = new FakeInventory();
    const told: string[][] = [];
    const end = new VirtualMachineStates(inventory).subscribe(refs =>
      told.push(refs),
    );
    inventory.tell({ changed: ['resource:a/b'], removed: ['resource:a/c'] });
    inventory.tell({ clusters: true });
    end();
    expect(told).toEqual([['resource:a/b', 'resource:a/c']]);
  });
});
