import { createRunningVirtualMachines } from './fillVirtualMachines';
import {
  NODES,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from './resources';
import { TestCluster } from './testCluster';
import type { VirtualMachine, VirtualMachineInstance } from './types';

describe('createRunningVirtualMachines', () => {
  it('writes machines that stay as they are', () => {
    const cluster = TestCluster.create();
    const { api, clock, random } = cluster;
    const fill = () =>
      createRunningVirtualMachines({
        api,
        clock,
        random,
        count: 120,
        namespaces: ['a', 'b', 'c'],
      });
    fill();
    const machines = () => api.list(VIRTUAL_MACHINES).items as VirtualMachine[];
    const versions = () =>
      machines().map(({ metadata }) => metadata.resourceVersion);
    const before = versions();
    expect(before).toHaveLength(120);
    cluster.run(30);
    fill();
    expect(versions()).toEqual(before);

    const words = new Map<string, number>();
    for (const { status } of machines()) {
      const word = status?.printableStatus ?? '';
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    expect([...words.keys()].sort()).toEqual([
      'DataVolumeError',
      'Running',
      'Stopped',
    ]);
    expect(words.get('Running')).toBeGreaterThan(80);

    const guests = api.list(VIRTUAL_MACHINE_INSTANCES)
      .items as VirtualMachineInstance[];
    const addresses = guests.map(
      ({ status }) => status?.interfaces?.[0].ipAddress,
    );
    expect(new Set(addresses).size).toBe(guests.length);
    expect(api.list(NODES).items).toHaveLength(5);
    cluster.close();
  });
});
