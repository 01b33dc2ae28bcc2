import type { V1VirtualMachine } from '@kubevirt-ui/kubevirt-api/kubevirt/models/V1VirtualMachine';
import type { V1VirtualMachineInstance } from '@kubevirt-ui/kubevirt-api/kubevirt/models/V1VirtualMachineInstance';
import { instanceObjectSchema } from './InstanceObject';
import { virtualMachineObjectSchema } from './VirtualMachineObject';

/*
 * The schemas pass over what they do not know, so a misspelt field would be lost without a word. Here the compiler holds
 * the names against KubeVirt's own types, and the tests see that each of them is read.
 */
const machine = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'web-01', namespace: 'team1-staging', uid: 'u-1' },
  spec: {
    runStrategy: 'RerunOnFailure',
    instancetype: {
      kind: 'VirtualMachineClusterInstancetype',
      name: 'u1.small',
    },
    dataVolumeTemplates: [
      {
        metadata: { name: 'web-01-rootdisk' },
        spec: {
          sourceRef: {
            kind: 'DataSource',
            name: 'ubuntu-24-04',
            namespace: 'golden-images',
          },
          storage: {
            storageClassName: 'longhorn-vm',
            resources: { requests: { storage: '20Gi' } },
          },
        },
      },
    ],
    template: {
      metadata: { labels: { app: 'web-01' } },
      spec: {
        domain: {
          cpu: { cores: 2, sockets: 1, threads: 1 },
          memory: { guest: '4Gi' },
          resources: { requests: { memory: '4Gi' } },
          devices: {
            disks: [{ name: 'rootdisk', bootOrder: 1 }],
            interfaces: [{ name: 'default', macAddress: '02:00:00:00:00:01' }],
          },
        },
        volumes: [
          { name: 'rootdisk', dataVolume: { name: 'web-01-rootdisk' } },
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'tools', containerDisk: { image: 'tools:1' } },
          { name: 'scratch', emptyDisk: { capacity: '1Gi' } },
        ],
      },
    },
  },
  status: {
    printableStatus: 'Running',
    ready: true,
    runStrategy: 'RerunOnFailure',
    conditions: [
      { type: 'Ready', status: 'True', reason: 'Up', message: 'It is up' },
    ],
    stateChangeRequests: [{ action: 'Stop' }],
    startFailure: {
      consecutiveFailCount: 2,
      retryAfterTimestamp: '2026-01-01T00:00:00Z',
    },
  },
} satisfies V1VirtualMachine;

const instance = {
  metadata: { name: 'web-01', namespace: 'team1-staging', uid: 'u-2' },
  spec: { domain: { cpu: { cores: 2 }, devices: {} } },
  status: {
    phase: 'Running',
    nodeName: 'worker-01',
    conditions: [{ type: 'AgentConnected', status: 'True' }],
    interfaces: [
      {
        name: 'default',
        interfaceName: 'eth0',
        mac: '02:00:00:00:00:01',
        ipAddress: '10.244.1.2',
        ipAddresses: ['10.244.1.2'],
      },
    ],
    guestOSInfo: { name: 'Ubuntu', prettyName: 'Ubuntu 24.04.3 LTS' },
    volumeStatus: [
      {
        name: 'rootdisk',
        target: 'vda',
        persistentVolumeClaimInfo: { capacity: { storage: '20Gi' } },
      },
    ],
  },
} satisfies V1VirtualMachineInstance;

describe('schemas of KubeVirt objects', () => {
  it('read every field of a VirtualMachine that they name', () => {
    const { spec, status } = virtualMachineObjectSchema.parse(machine);
    expect(spec).toEqual(machine.spec);
    expect(status).toEqual(machine.status);
  });

  it('read every field of an instance that they name', () => {
    const { status } = instanceObjectSchema.parse(instance);
    expect(status).toEqual({
      ...instance.status,
      volumeStatus: [
        {
          name: 'rootdisk',
          persistentVolumeClaimInfo: { capacity: { storage: '20Gi' } },
        },
      ],
    });
  });
});
