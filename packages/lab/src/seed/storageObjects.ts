import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { VM_STORAGE_CLASS } from './platform';

const RETAIN_DEFAULTS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  reclaimPolicy: 'Delete',
};

/** The storage classes of prod7. */
export function storageClasses(): KubernetesObject[] {
  return [
    {
      ...RETAIN_DEFAULTS,
      metadata: { name: 'local-path' },
      provisioner: 'rancher.io/local-path',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    {
      ...RETAIN_DEFAULTS,
      metadata: {
        name: 'longhorn',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'driver.longhorn.io',
      parameters: { numberOfReplicas: '3', staleReplicaTimeout: '30' },
      allowVolumeExpansion: true,
      volumeBindingMode: 'Immediate',
    },
    {
      ...RETAIN_DEFAULTS,
      metadata: { name: VM_STORAGE_CLASS },
      provisioner: 'driver.longhorn.io',
      parameters: {
        numberOfReplicas: '1',
        dataLocality: 'best-effort',
        staleReplicaTimeout: '30',
        recurringJobSelector: '[{"name":"vm-daily-backup","isGroup":true}]',
      },
      allowVolumeExpansion: true,
      volumeBindingMode: 'Immediate',
    },
  ];
}
