/**
 * How the list grows from 2,000 to 10,000 machines. Run it from the root of the repository:
 *
 *     node --no-warnings --require @backstage/cli-node/config/nodeTransform.cjs plugins/kubevirt-backend/bench/listVirtualMachines.bench.ts
 *
 * Times depend on the machine; what matters are the ratios, of which none should be far above 5.
 */
import {
  printableStatuses,
  VirtualMachineListQuery,
} from '@naru/plugin-kubevirt-common';
import {
  isOwner,
  virtualMachinePermissionRules,
} from '@naru/plugin-kubevirt-node';
import { createInventoryVirtualMachine } from '@naru/plugin-kubevirt-node/testUtils';
import { performance } from 'node:perf_hooks';
import { listVirtualMachines } from '../src/list/listVirtualMachines';
import { summaryOf } from '../src/list/publicVirtualMachine';

const SIZES = [2_000, 10_000];
const ROUNDS = 15;

const queries: Record<string, VirtualMachineListQuery> = {
  'first page': {},
  'last page by memory': { offset: 1_950, sort: '-memory' },
  'search two words': { search: 'vm-1 team3' },
  'filter and sort': { status: ['Running'], sort: '-createdAt', limit: 500 },
};

function machines(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const namespace = `team${index % 200}-staging`;
    return createInventoryVirtualMachine({
      namespace,
      name: `vm-${index}`,
      owner: `group:default/team${index % 200}`,
      status: printableStatuses[index % printableStatuses.length],
      memoryBytes: (1 + (index % 16)) * 2 ** 30,
      createdAt: new Date(1_700_000_000_000 + index * 60_000).toISOString(),
      ips: [`10.${index % 250}.0.${index % 200}`],
    });
  });
}

function medianMs(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

function print(label: string, times: number[]): void {
  const ratio = times[times.length - 1] / times[0];
  process.stdout.write(
    `${label.padEnd(24)}${SIZES.map((size, index) =>
      `${size}: ${times[index].toFixed(1)} ms`.padStart(20),
    ).join('')}   ratio ${ratio.toFixed(1)}\n`,
  );
}

const inventories = SIZES.map(machines);
for (const [label, query] of Object.entries(queries)) {
  print(
    label,
    inventories.map(inventory =>
      medianMs(() =>
        listVirtualMachines(inventory, query).items.map(summaryOf),
      ),
    ),
  );
}
const claims = ['user:default/dev1', 'group:default/team3'];
print(
  `permission ${Object.keys(virtualMachinePermissionRules)}`,
  inventories.map(inventory =>
    medianMs(() =>
      inventory.filter(machine => isOwner.apply(machine, { claims })),
    ),
  ),
);
