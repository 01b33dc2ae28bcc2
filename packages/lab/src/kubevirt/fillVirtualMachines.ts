import { timestamp, type LabClock } from '../clock/LabClock';
import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';
import { AddressPool } from './guests/AddressPool';
import {
  DATA_VOLUMES_READY,
  guestInterfaces,
  guestVolumes,
  holding,
  migratability,
} from './guests/guestStatus';
import { guestSystemOf } from './guests/guestSystems';
import { buildGuest } from './machines/buildGuest';
import { virtualMachineStatus } from './machines/virtualMachineStatus';
import { controllerReference } from './objectKeys';
import { randomUuid } from './randomNames';
import {
  CLAIMS,
  DATA_VOLUMES,
  NAMESPACES,
  NODES,
  VIRTUAL_MACHINE_INSTANCES,
  VIRTUAL_MACHINES,
} from './resources';
import type {
  Claim,
  DataVolume,
  RunStrategy,
  VirtualMachine,
  VirtualMachineInstance,
} from './types';
import { dataVolumeStatus } from './volumes/dataVolumeStatus';
import { writeStatus } from './writeStatus';

/** What is filled in, and where. */
export interface FillOptions {
  api: KubernetesApi;
  clock: LabClock;
  random: () => number;
  /** How many machines. */
  count: number;
  /** They are spread evenly over these; missing ones are made. */
  namespaces: string[];
}

const MACHINES_PER_NODE = 50;
const IMAGES = ['ubuntu-22-04', 'ubuntu-24-04', 'rocky-9', 'debian-12'];
const SIZES: [cores: number, memory: string, disk: string][] = [
  [1, '2Gi', '20Gi'],
  [2, '4Gi', '40Gi'],
  [4, '8Gi', '80Gi'],
  [8, '16Gi', '160Gi'],
];

type Fate = 'running' | 'stopped' | 'failed';

interface Draft {
  name: string;
  namespace: string;
  fate: Fate;
  strategy: RunStrategy;
  image: string;
  size: (typeof SIZES)[number];
}

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}

// Eight of ten run, some are stopped in each of the ways, a few never got their disk.
function draft({ random, namespaces }: FillOptions, index: number): Draft {
  const dice = random();
  let fate: Fate = 'failed';
  if (dice < 0.8) fate = 'running';
  else if (dice < 0.97) fate = 'stopped';
  const stopped: RunStrategy[] = ['Halted', 'Manual', 'RerunOnFailure'];
  const going: RunStrategy[] = ['RerunOnFailure', 'RerunOnFailure', 'Always'];
  return {
    name: `fill-${String(index + 1).padStart(5, '0')}`,
    namespace: namespaces[index % namespaces.length],
    fate,
    strategy: pick(random, fate === 'stopped' ? stopped : going),
    image: pick(random, IMAGES),
    size: pick(random, SIZES),
  };
}

function machineOf({ name, namespace, ...rest }: Draft): VirtualMachine {
  const [cores, memory, disk] = rest.size;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      name,
      namespace,
      labels: { 'lab.naru.io/fill': 'true' },
      annotations: {
        'kubevirt.io/latest-observed-api-version': 'v1',
        'kubevirt.io/storage-observed-api-version': 'v1',
      },
      finalizers: ['kubevirt.io/virtualMachineControllerFinalize'],
    },
    spec: {
      runStrategy: rest.strategy,
      dataVolumeTemplates: [
        {
          metadata: { name: `${name}-root` },
          spec: {
            sourceRef: {
              kind: 'DataSource',
              name: rest.image,
              namespace: 'golden-images',
            },
            storage: {
              storageClassName: 'longhorn-vm',
              resources: { requests: { storage: disk } },
            },
          },
        },
      ],
      template: {
        spec: {
          domain: {
            cpu: { cores },
            memory: { guest: memory },
            devices: {
              disks: [{ name: 'root', disk: { bus: 'virtio' } }],
              interfaces: [{ name: 'default', masquerade: {} }],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [{ name: 'root', dataVolume: { name: `${name}-root` } }],
        },
      },
    },
  };
}

function writeDisk(
  { api, clock }: FillOptions,
  machine: VirtualMachine,
  { fate, image }: Draft,
): { volume: DataVolume; claim: Claim } {
  const [template] = machine.spec.dataVolumeTemplates ?? [];
  const { name } = template.metadata;
  const { namespace } = machine.metadata;
  const { storage } = template.spec;
  const volume = api.create(
    DATA_VOLUMES,
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: {
        name,
        namespace,
        labels: { 'kubevirt.io/created-by': machine.metadata.uid ?? '' },
        ownerReferences: [controllerReference(machine)],
      },
      spec: {
        source:
          fate === 'failed'
            ? { http: { url: `http://missing.example/${image}.qcow2` } }
            : { pvc: { name: image, namespace: 'golden-images' } },
        storage,
      },
    },
    { as: LAB_CONTROLLER },
  ) as DataVolume;
  const claim = api.create(
    CLAIMS,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels: {
          app: 'containerized-data-importer',
          'lab.naru.io/fill': 'true',
        },
        ownerReferences: [controllerReference(volume)],
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        volumeMode: 'Block',
        storageClassName: 'longhorn-vm',
        volumeName: `pvc-${volume.metadata.uid}`,
        resources: storage?.resources,
      },
      status: {
        phase: 'Bound',
        accessModes: ['ReadWriteOnce'],
        capacity: storage?.resources?.requests,
      },
    },
    { as: LAB_CONTROLLER },
  ) as Claim;
  const failed = fate === 'failed';
  const status = dataVolumeStatus(
    {},
    {
      phase: failed ? 'ImportInProgress' : 'Succeeded',
      progress: failed ? '41.20%' : '100.0%',
      claim,
      running: failed
        ? {
            status: 'False',
            reason: 'Error',
            message:
              'Unable to process data: expected status code 200, got 404. Status: 404 Not Found',
          }
        : { status: 'False', reason: 'Completed' },
      ready: !failed,
      restartCount: failed ? 9 : undefined,
    },
    clock,
  );
  return { volume: writeStatus(api, DATA_VOLUMES, volume, status), claim };
}

function writeGuest(
  { api, clock, random }: FillOptions,
  machine: VirtualMachine,
  disk: { claim: Claim },
  place: { node: string; address: string; image: string },
): VirtualMachineInstance {
  const now = timestamp(clock);
  const guest = buildGuest({ machine, sizing: {}, clock, paused: false });
  const phases = ['Pending', 'Scheduling', 'Scheduled', 'Running'];
  guest.metadata.labels = { 'kubevirt.io/nodeName': place.node };
  guest.status = {
    ...guest.status,
    phase: 'Running',
    phaseTransitionTimestamps: phases.map(phase => ({
      phase,
      phaseTransitionTimestamp: now,
    })),
    nodeName: place.node,
    activePods: { [randomUuid(random)]: place.node },
    conditions: [
      holding(clock, 'Ready'),
      DATA_VOLUMES_READY,
      migratability(clock, [disk.claim]),
      holding(clock, 'AgentConnected'),
    ],
    interfaces: guestInterfaces(guest, [place.address], 'domain, guest-agent'),
    guestOSInfo: guestSystemOf(place.image),
    launcherContainerImageVersion: 'virt-launcher',
    migrationMethod: 'LiveMigration',
    migrationTransport: 'Unix',
    qosClass: 'Burstable',
    selinuxContext: 'none',
    volumeStatus: guestVolumes(guest.spec.volumes ?? [], () => disk.claim),
  };
  return api.create(VIRTUAL_MACHINE_INSTANCES, guest, {
    as: LAB_CONTROLLER,
  }) as VirtualMachineInstance;
}

function writeMachine(
  options: FillOptions,
  plan: Draft,
  place: { node: string; address: string },
): void {
  const { api, clock } = options;
  const machine = api.create(VIRTUAL_MACHINES, machineOf(plan), {
    as: LAB_CONTROLLER,
  }) as VirtualMachine;
  const disk = writeDisk(options, machine, plan);
  const guest =
    plan.fate === 'running'
      ? writeGuest(options, machine, disk, { ...place, image: plan.image })
      : undefined;
  // Under RerunOnFailure a machine that never ran would be started at once.
  const ranBefore = { ...machine.status, runStrategy: plan.strategy };
  const status = virtualMachineStatus({
    api,
    clock,
    machine:
      plan.fate === 'stopped' ? { ...machine, status: ranBefore } : machine,
    guest,
    dataVolumes: [disk.volume],
    restartRequired: false,
  });
  writeStatus(api, VIRTUAL_MACHINES, machine, status);
}

function makeNodes({ api, count }: FillOptions): string[] {
  const amount = Math.ceil(count / MACHINES_PER_NODE);
  return Array.from({ length: amount }, (_, index) => {
    const name = `fill-node-${String(index + 1).padStart(3, '0')}`;
    const room = { cpu: '256', memory: '1Ti', pods: '500' };
    const node: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/arch': 'amd64',
          'kubevirt.io/schedulable': 'true',
        },
      },
      status: {
        capacity: room,
        allocatable: room,
        conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      },
    };
    if (!api.find(NODES, undefined, name)) {
      api.create(NODES, node, { as: LAB_CONTROLLER });
    }
    return name;
  });
}

/**
 * Writes `count` machines as if they had been there for long, with their disks and guests, and nodes for them to run on: for
 * trying how things are with thousands of them. Machines of an earlier fill stay as they are.
 */
export function createRunningVirtualMachines(options: FillOptions): void {
  const { api, namespaces } = options;
  for (const name of namespaces) {
    if (api.find(NAMESPACES, undefined, name)) continue;
    api.create(
      NAMESPACES,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      { as: LAB_CONTROLLER },
    );
  }
  const nodes = makeNodes(options);
  const addresses = new AddressPool();
  for (const { metadata, status } of api.list(VIRTUAL_MACHINE_INSTANCES)
    .items as VirtualMachineInstance[]) {
    const address = status?.interfaces?.[0]?.ipAddress;
    if (address) addresses.claim(metadata.uid ?? '', address);
  }
  for (let index = 0; index < options.count; index++) {
    const plan = draft(options, index);
    if (api.find(VIRTUAL_MACHINES, plan.namespace, plan.name)) continue;
    writeMachine(options, plan, {
      node: nodes[index % nodes.length],
      address: addresses.assign(`${plan.namespace}/${plan.name}`),
    });
  }
}
