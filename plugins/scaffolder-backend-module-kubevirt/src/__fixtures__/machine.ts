import { Manifest } from '@naru/plugin-gitops-node';
import { stringify } from 'yaml';
import { ed25519Key } from './sshKeys';

/** A VirtualMachine that follows all rules. */
export function machine(
  change: {
    name?: string;
    disk?: string;
    cores?: number;
    memory?: string;
    image?: string;
    userData?: string;
  } = {},
) {
  const { name = 'web-01', disk = '20Gi', cores = 2, memory = '4Gi' } = change;
  const image = change.image ?? 'ubuntu-24-04';
  const userData =
    change.userData ??
    `#cloud-config\n${stringify({
      hostname: name,
      ssh_pwauth: false,
      ssh_authorized_keys: [ed25519Key()],
    })}`;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace: 'team1-staging', labels: { app: name } },
    spec: {
      runStrategy: 'RerunOnFailure',
      dataVolumeTemplates: [
        {
          metadata: { name: `${name}-rootdisk` },
          spec: {
            sourceRef: {
              kind: 'DataSource',
              namespace: 'golden-images',
              name: image,
            },
            storage: {
              storageClassName: 'longhorn-vm',
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: disk } },
            },
          },
        },
      ],
      template: {
        metadata: { labels: { app: name } },
        spec: {
          domain: {
            cpu: { cores },
            memory: { guest: memory },
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
            { name: 'rootdisk', dataVolume: { name: `${name}-rootdisk` } },
            { name: 'cloudinitdisk', cloudInitNoCloud: { userData } },
          ],
        },
      },
    },
  };
}

/** The manifest of an object, as the action hands it to validators. */
export function manifestOf(object: ReturnType<typeof machine>): Manifest {
  const { apiVersion, kind, metadata } = object;
  const path = `kubernetes/staging/vms/team1/${metadata.name}.yaml`;
  return { path, apiVersion, kind, metadata, object };
}
