import { FakeObject } from '@naru/plugin-clusters-node/testUtils';

/**
 * What a test says about a VirtualMachine; the rest is that of one which runs on one disk of a golden image.
 *
 * @public
 */
export interface ManifestOptions {
  namespace?: string;
  name?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  spec?: object;
  status?: object;
}

/**
 * A VirtualMachine as a cluster returns it.
 *
 * @public
 */
export function virtualMachineManifest(
  options: ManifestOptions = {},
): FakeObject {
  const { namespace = 'team1-staging', name = 'web-01' } = options;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: {
      namespace,
      name,
      uid: `uid-${namespace}-${name}`,
      creationTimestamp: '2026-03-01T09:00:00Z',
      annotations: options.annotations,
      labels: options.labels,
    },
    spec: {
      runStrategy: 'RerunOnFailure',
      dataVolumeTemplates: [
        {
          metadata: { name: `${name}-root` },
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
        spec: {
          domain: {
            cpu: { cores: 2 },
            memory: { guest: '4Gi' },
            devices: {
              disks: [{ name: 'root' }, { name: 'cloudinit' }],
              interfaces: [{ name: 'default', masquerade: {} }],
            },
          },
          volumes: [
            { name: 'root', dataVolume: { name: `${name}-root` } },
            { name: 'cloudinit', cloudInitNoCloud: { userData: '' } },
          ],
        },
      },
      ...options.spec,
    },
    status: { printableStatus: 'Running', ready: true, ...options.status },
  };
}

/**
 * The running instance of a VirtualMachine as a cluster returns it.
 *
 * @public
 */
export function instanceManifest(options: ManifestOptions = {}): FakeObject {
  const { namespace = 'team1-staging', name = 'web-01' } = options;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { namespace, name },
    spec: { domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } } },
    status: {
      phase: 'Running',
      nodeName: 'node-1',
      conditions: [
        { type: 'Ready', status: 'True' },
        { type: 'AgentConnected', status: 'True' },
      ],
      interfaces: [
        {
          name: 'default',
          mac: '02:00:00:a9:d2:6b',
          ipAddress: '10.244.0.5',
          ipAddresses: ['10.244.0.5', 'fe80::1'],
        },
      ],
      guestOSInfo: { prettyName: 'Ubuntu 24.04.1 LTS' },
      volumeStatus: [
        {
          name: 'root',
          persistentVolumeClaimInfo: { capacity: { storage: '21Gi' } },
        },
      ],
      ...options.status,
    },
  };
}

/**
 * A golden image as a cluster returns it.
 *
 * @public
 */
export function goldenImageManifest(
  options: { name?: string; title?: string } = {},
): FakeObject {
  const { name = 'ubuntu-24-04', title = 'Ubuntu 24.04 LTS' } = options;
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataSource',
    metadata: {
      namespace: 'golden-images',
      name,
      labels: { 'naru.io/golden-image': 'true' },
      annotations: {
        'naru.io/title': title,
        'naru.io/minimum-size': '10Gi',
        'naru.io/default-user': 'ubuntu',
      },
    },
    spec: { source: { pvc: { namespace: 'golden-images', name } } },
  };
}
