import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
  type ResourceId,
} from '../kubernetes/KubernetesApi';
import { writeStatus } from './writeStatus';
import {
  CDI_CONFIGS,
  CLUSTER_INSTANCETYPES,
  CLUSTER_PREFERENCES,
  KUBEVIRTS,
  NAMESPACES,
} from './resources';

/** Sizes of the series u1, as common-instancetypes ships them. */
const SIZES: [name: string, cpu: number, memory: string][] = [
  ['nano', 1, '512Mi'],
  ['micro', 1, '1Gi'],
  ['small', 1, '2Gi'],
  ['medium', 1, '4Gi'],
  ['large', 2, '8Gi'],
  ['xlarge', 4, '16Gi'],
  ['2xlarge', 8, '32Gi'],
];
const PREFERENCES = ['ubuntu', 'debian.12', 'rhel.9', 'fedora', 'windows.11'];

const KUBEVIRT = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'KubeVirt',
  metadata: { name: 'kubevirt', namespace: 'kubevirt' },
  spec: {
    configuration: {
      developerConfiguration: {
        featureGates: ['Snapshot', 'HotplugVolumes', 'VMExport', 'ExpandDisks'],
      },
      vmRolloutStrategy: 'LiveUpdate',
    },
  },
};

const KUBEVIRT_STATUS = {
  phase: 'Deployed',
  observedKubeVirtVersion: 'v1.7.0',
  operatorVersion: 'v1.7.0',
  targetKubeVirtVersion: 'v1.7.0',
  observedGeneration: 1,
  defaultArchitecture: 'amd64',
  conditions: [
    { type: 'Available', status: 'True', reason: 'AllComponentsReady' },
  ],
};

function instancetype(
  name: string,
  cpu: number,
  memory: string,
): KubernetesObject {
  return {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineClusterInstancetype',
    metadata: {
      name: `u1.${name}`,
      labels: {
        'instancetype.kubevirt.io/class': 'general.purpose',
        'instancetype.kubevirt.io/cpu': String(cpu),
        'instancetype.kubevirt.io/memory': memory,
        'instancetype.kubevirt.io/size': name,
        'instancetype.kubevirt.io/vendor': 'kubevirt.io',
      },
      annotations: {
        'instancetype.kubevirt.io/description':
          'The U Series is quite neutral and provides resources for general purpose applications.',
        'instancetype.kubevirt.io/displayName': 'General Purpose',
      },
    },
    spec: { cpu: { guest: cpu }, memory: { guest: memory } },
  };
}

function preference(name: string): KubernetesObject {
  const windows = name.startsWith('windows');
  return {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineClusterPreference',
    metadata: {
      name,
      labels: { 'instancetype.kubevirt.io/vendor': 'kubevirt.io' },
    },
    spec: {
      annotations: { 'vm.kubevirt.io/os': windows ? 'windows' : 'linux' },
      devices: windows
        ? {
            preferredDiskBus: 'sata',
            preferredInterfaceModel: 'e1000e',
            preferredTPM: {},
          }
        : {
            preferredDiskBus: 'virtio',
            preferredInterfaceModel: 'virtio',
            preferredRng: {},
          },
    },
  };
}

function ensure(
  api: KubernetesApi,
  resource: ResourceId,
  object: KubernetesObject,
): KubernetesObject {
  const { namespace, name } = object.metadata;
  return (
    api.find(resource, namespace, name) ??
    api.create(resource, object, { as: LAB_CONTROLLER })
  );
}

/** What the operators of KubeVirt and CDI leave in a cluster: their own objects, instancetypes and preferences. */
export function installClusterObjects(api: KubernetesApi): void {
  ensure(api, NAMESPACES, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'kubevirt' },
  });
  const kubevirt = ensure(api, KUBEVIRTS, KUBEVIRT);
  writeStatus(api, KUBEVIRTS, kubevirt, KUBEVIRT_STATUS);
  ensure(api, CDI_CONFIGS, {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'CDIConfig',
    metadata: { name: 'config' },
    spec: {},
    status: { filesystemOverhead: { global: '0.06' } },
  });
  for (const size of SIZES) {
    ensure(api, CLUSTER_INSTANCETYPES, instancetype(...size));
  }
  for (const name of PREFERENCES) {
    ensure(api, CLUSTER_PREFERENCES, preference(name));
  }
}
