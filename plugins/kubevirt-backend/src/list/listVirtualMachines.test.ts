import { VirtualMachineListQuery } from '@naru/plugin-kubevirt-common';
import { createInventoryVirtualMachine } from '@naru/plugin-kubevirt-node/testUtils';
import { listVirtualMachines } from './listVirtualMachines';

const machines = [
  {
    name: 'web-10',
    cpu: 4,
    owner: 'group:default/team1',
    ips: ['10.0.0.10'],
    ip: '10.0.0.10',
  },
  { name: 'web-9', cpu: 2, status: 'Stopped', ip: undefined, ips: [] },
  { name: 'db-1', cpu: 2, namespace: 'team2-production', node: 'node-2' },
  { name: 'db-1', cpu: 2, status: 'Paused', cluster: 'prod8' },
].map((overrides, index) =>
  createInventoryVirtualMachine({
    ...overrides,
    entityRef: `resource:x/${index}`,
  } as Parameters<typeof createInventoryVirtualMachine>[0]),
);

function refsOf(query: VirtualMachineListQuery): string[] {
  return listVirtualMachines(machines, query).items.map(({ entityRef }) =>
    entityRef.slice(-1),
  );
}

describe('listVirtualMachines', () => {
  it.each<[VirtualMachineListQuery, string[]]>([
    [{}, ['2', '3', '1', '0']],
    [{ sort: '-name' }, ['0', '1', '2', '3']],
    [{ sort: 'cpu' }, ['2', '3', '1', '0']],
    [{ sort: '-cpu' }, ['0', '2', '3', '1']],
    [{ sort: 'status' }, ['3', '2', '0', '1']],
    [{ sort: 'ip' }, ['0', '2', '3', '1']],
    [{ sort: '-ip' }, ['2', '3', '0', '1']],
    [{ sort: 'cluster' }, ['2', '1', '0', '3']],
    [{ status: ['Stopped', 'Paused'] }, ['3', '1']],
    [{ namespace: ['team2-production'] }, ['2']],
    [{ cluster: ['prod8'], status: [] }, ['3']],
    [{ search: 'web' }, ['1', '0']],
    [{ search: 'UBUNTU node-2' }, ['2']],
    [{ search: '10.0.0.10' }, ['0']],
    [{ search: 'nothing' }, []],
    [{ offset: 1, limit: 2 }, ['3', '1']],
    [{ offset: 10 }, []],
  ])('answers %j', (query, refs) => {
    expect(refsOf(query)).toEqual(refs);
  });

  it('counts in a facet what each of its values would leave', () => {
    const { facets, total } = listVirtualMachines(machines, {
      status: ['Running'],
      namespace: ['team1-staging'],
    });
    expect(total).toBe(1);
    expect(facets).toEqual({
      status: { Paused: 1, Running: 1, Stopped: 1 },
      namespace: { 'team1-staging': 1, 'team2-production': 1 },
    });
  });

  it('shows each machine on one page only', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      createInventoryVirtualMachine({
        name: 'same',
        entityRef: `resource:x/${index}`,
      }),
    );
    const seen = [0, 30, 60, 90].flatMap(offset =>
      listVirtualMachines(many, { offset, limit: 30, sort: 'cpu' }).items.map(
        ({ entityRef }) => entityRef,
      ),
    );
    expect(new Set(seen).size).toBe(100);
  });
});
