import type {
  ClusterState,
  VirtualMachine,
  VirtualMachineList,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';

/** A cluster that answers. */
export const liveCluster: ClusterState = {
  name: 'prod7',
  title: 'prod7',
  phase: 'live',
  lastGoodAt: '2026-11-21T09:00:00Z',
};

/** A running machine; `part` says what is different. */
export function summary(
  part: Partial<VirtualMachineSummary> = {},
): VirtualMachineSummary {
  const name = part.name ?? 'web-01';
  const namespace = part.namespace ?? 'team1-staging';
  return {
    entityRef: `resource:${namespace}/${name}`,
    cluster: 'prod7',
    namespace,
    name,
    owner: 'group:default/team1',
    status: 'Running',
    ready: true,
    paused: false,
    runStrategy: 'RerunOnFailure',
    node: 'node-3',
    ip: '10.42.3.17',
    ips: ['10.42.3.17'],
    cpu: 2,
    memoryBytes: 4 * 1024 ** 3,
    diskBytes: 20 * 1024 ** 3,
    image: {
      title: 'Ubuntu 24.04 LTS',
      entityRef: 'resource:golden-images/ubuntu-24-04',
    },
    createdAt: '2026-11-18T09:00:00Z',
    environment: 'staging',
    ...part,
  };
}

/** A running machine with all its page shows; `part` says what is different. */
export function machine(part: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    ...summary(part),
    conditions: [
      { type: 'Ready', status: 'True', since: '2026-11-18T09:01:00Z' },
      {
        type: 'LiveMigratable',
        status: 'False',
        reason: 'DisksNotLiveMigratable',
        message:
          'cannot migrate VMI: PVC web-01-root is not shared, live migration requires that all PVCs must be shared',
      },
    ],
    disks: [
      {
        name: 'root',
        dataVolume: 'web-01-root',
        phase: 'Succeeded',
        progress: '100.0%',
        sizeBytes: 20 * 1024 ** 3,
        storageClass: 'longhorn-vm',
      },
    ],
    interfaces: [
      { name: 'default', ips: ['10.42.3.17'], mac: '52:54:00:12:34:56' },
    ],
    guest: { os: 'Ubuntu 24.04.1 LTS', agentConnected: true },
    request: {
      repository: 'platform',
      branch: 'naru/vm/team1-staging/web-01',
      sourceFile: 'kubernetes/staging/vms/team1/web-01.yaml',
      requestedBy: 'user:default/dev1',
    },
    application: 'team1-vms-staging',
    power: {
      start: {
        possible: false,
        allowed: true,
        interrupts: false,
        reason: 'already-running',
      },
      stop: { possible: true, allowed: true, interrupts: true },
      restart: { possible: true, allowed: true, interrupts: true },
    },
    ...part,
  };
}

/** The answer of the list route with these rows. */
export function list(
  items: VirtualMachineSummary[],
  part: Partial<VirtualMachineList> = {},
): VirtualMachineList {
  const count = (of: (row: VirtualMachineSummary) => string) =>
    items.reduce<Record<string, number>>(
      (counts, row) => ({ ...counts, [of(row)]: (counts[of(row)] ?? 0) + 1 }),
      {},
    );
  return {
    items,
    total: items.length,
    offset: 0,
    limit: 25,
    clusters: [liveCluster],
    facets: {
      status: count(row => row.status),
      namespace: count(row => row.namespace),
    },
    ...part,
  };
}
