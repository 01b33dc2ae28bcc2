import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { WINDOWS_DISK } from './goldenImages';
import {
  type Environment,
  IMAGE_NAMESPACE,
  teamNamespace,
  teamRef,
  VM_STORAGE_CLASS,
} from './platform';

/** A virtual machine that the repository holds from the start. */
export interface SampleMachine {
  /** Path in the repository. */
  path: string;
  manifest: KubernetesObject;
}

interface Sketch {
  name: string;
  team: string;
  environment: Environment;
  requestedBy: string;
  cores: number;
  memory: string;
  disk: string;
  /** Golden image, or where an image is fetched from; undefined: the Windows disk. */
  image?: string | { url: string };
  runStrategy: 'RerunOnFailure' | 'Manual';
}

const SKETCHES: Sketch[] = [
  {
    name: 'ubuntu-dev-01',
    team: 'team1',
    environment: 'staging',
    requestedBy: 'user:default/dev1',
    cores: 4,
    memory: '8Gi',
    disk: '30Gi',
    image: 'ubuntu-22-04',
    runStrategy: 'RerunOnFailure',
  },
  {
    name: 'win11-workstation',
    team: 'team2',
    environment: 'staging',
    requestedBy: 'user:default/dev2',
    cores: 8,
    memory: '16Gi',
    disk: '64Gi',
    runStrategy: 'Manual',
  },
  {
    name: 'report-runner-01',
    team: 'team3',
    environment: 'staging',
    requestedBy: 'user:default/ops1',
    cores: 2,
    memory: '4Gi',
    disk: '20Gi',
    image: {
      url: 'https://dl.rockylinux.org/pub/rocky/9/images/x86_64/Rocky-9-GenericCloud-Base.latest.x86_64.qcow2',
    },
    runStrategy: 'RerunOnFailure',
  },
  {
    name: 'web-01',
    team: 'team1',
    environment: 'production',
    requestedBy: 'user:default/dev1',
    cores: 2,
    memory: '4Gi',
    disk: '20Gi',
    image: 'debian-12',
    runStrategy: 'RerunOnFailure',
  },
];

/** A key nobody has the other half of. */
const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICaKvve+UVgAqu8vN3Pq6GBgnWwKLiGhz5ok+nSuKfHo sample@example.com';

/** One that runs, one that is stopped, one whose image lies outside the air-gapped network, and one that waits in production for its sync. */
export function sampleMachines(): SampleMachine[] {
  return SKETCHES.map(sketch => {
    const { team, environment, name } = sketch;
    const path = `kubernetes/${environment}/vms/${team}/${name}.yaml`;
    return { path, manifest: machine(sketch, path) };
  });
}

function machine(sketch: Sketch, path: string): KubernetesObject {
  const { name, team, environment, image } = sketch;
  const disk = `${name}-rootdisk`;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      name,
      namespace: teamNamespace(team, environment),
      labels: { app: name, 'naru.io/environment': environment },
      annotations: {
        'naru.io/owner': teamRef(team),
        'naru.io/requested-by': sketch.requestedBy,
        'naru.io/source-file': path,
      },
    },
    spec: {
      runStrategy: sketch.runStrategy,
      dataVolumeTemplates: [
        {
          metadata: {
            name: disk,
          },
          spec: {
            ...sourceOf(image),
            storage: {
              storageClassName: VM_STORAGE_CLASS,
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: sketch.disk } },
            },
          },
        },
      ],
      template: {
        metadata: { labels: { app: name, 'vm.kubevirt.io/name': name } },
        spec: image ? linux(sketch, disk) : windows(sketch, disk),
      },
    },
  };
}

function sourceOf(image: Sketch['image']) {
  if (image === undefined) {
    const pvc = { name: WINDOWS_DISK, namespace: IMAGE_NAMESPACE };
    return { source: { pvc } };
  }
  if (typeof image === 'object') return { source: { http: image } };
  const kind = 'DataSource';
  return { sourceRef: { kind, name: image, namespace: IMAGE_NAMESPACE } };
}

function linux({ name, cores, memory }: Sketch, disk: string) {
  return {
    domain: {
      cpu: { cores },
      resources: { requests: { memory } },
      devices: {
        disks: [
          { name: 'rootdisk', disk: { bus: 'virtio' } },
          { name: 'cloudinitdisk', disk: { bus: 'virtio' } },
        ],
        interfaces: [{ name: 'default', masquerade: {} }],
      },
    },
    networks: [{ name: 'default', pod: {} }],
    volumes: [
      { name: 'rootdisk', dataVolume: { name: disk } },
      {
        name: 'cloudinitdisk',
        cloudInitNoCloud: {
          userData: [
            '#cloud-config',
            `hostname: ${name}`,
            'ssh_pwauth: false',
            'ssh_authorized_keys:',
            `  - ${PUBLIC_KEY}`,
            'packages:',
            '  - qemu-guest-agent',
            'runcmd:',
            '  - [systemctl, enable, --now, qemu-guest-agent]',
            '',
          ].join('\n'),
        },
      },
    ],
  };
}

/** Windows 11 asks for secure boot, SMM and a TPM; its golden disk has no virtio drivers. */
function windows({ cores, memory }: Sketch, disk: string) {
  return {
    domain: {
      cpu: { cores },
      resources: { requests: { memory } },
      machine: { type: 'q35' },
      features: { smm: { enabled: true } },
      firmware: { bootloader: { efi: { secureBoot: true } } },
      devices: {
        tpm: {},
        disks: [{ name: 'rootdisk', bootOrder: 1, disk: { bus: 'sata' } }],
        interfaces: [{ name: 'default', model: 'e1000e', masquerade: {} }],
      },
    },
    networks: [{ name: 'default', pod: {} }],
    volumes: [{ name: 'rootdisk', dataVolume: { name: disk } }],
  };
}
