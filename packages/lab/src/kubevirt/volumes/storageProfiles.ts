import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { STORAGE_PROFILES } from '../resources';

/** One way in which a storage class can be used. */
export interface ClaimPropertySet {
  accessModes: string[];
  volumeMode: 'Block' | 'Filesystem';
}

/** What CDI knows of Longhorn; of others it is told nothing here, so the plain way is taken. */
export function claimPropertySets(
  storageClass: KubernetesObject,
): ClaimPropertySet[] {
  const parameters = (storageClass.parameters ?? {}) as Record<string, string>;
  const once: ClaimPropertySet = {
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Block',
  };
  const onceAsFiles: ClaimPropertySet = { ...once, volumeMode: 'Filesystem' };
  if (storageClass.provisioner !== 'driver.longhorn.io') return [onceAsFiles];
  if (parameters.migratable === 'true') {
    return [{ accessModes: ['ReadWriteMany'], volumeMode: 'Block' }, once];
  }
  if (parameters.nfsOptions) {
    return [
      { accessModes: ['ReadWriteMany'], volumeMode: 'Filesystem' },
      onceAsFiles,
    ];
  }
  return [parameters.fsType ? onceAsFiles : once];
}

/** Makes the StorageProfile of a class when it is missing. */
export function ensureStorageProfile(
  api: KubernetesApi,
  storageClass: KubernetesObject,
): void {
  const { name } = storageClass.metadata;
  if (api.find(STORAGE_PROFILES, undefined, name)) return;
  api.create(
    STORAGE_PROFILES,
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'StorageProfile',
      metadata: { name },
      spec: {},
      status: {
        provisioner: storageClass.provisioner,
        storageClass: name,
        claimPropertySets: claimPropertySets(storageClass),
      },
    },
    { as: LAB_CONTROLLER },
  );
}
