import {
  LAB_CONTROLLER,
  type KubernetesApi,
} from '../../kubernetes/KubernetesApi';
import { controllerReference } from '../objectKeys';
import { CLAIMS, STORAGE_CLASSES } from '../resources';
import type { Claim, DataVolume } from '../types';
import { claimPropertySets, type ClaimPropertySet } from './storageProfiles';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const DEFAULT_VIRTUAL_CLASS = 'storageclass.kubevirt.io/is-default-virt-class';

/** The class that a claim without one gets: the default for machines, else the cluster's default. */
export function defaultStorageClass(api: KubernetesApi): string | undefined {
  const classes = api.list(STORAGE_CLASSES).items;
  for (const annotation of [DEFAULT_VIRTUAL_CLASS, DEFAULT_CLASS]) {
    const found = classes.find(
      item => item.metadata.annotations?.[annotation] === 'true',
    );
    if (found) return found.metadata.name;
  }
  return undefined;
}

/** Makes the claim of a DataVolume, which has its name; what the storage form leaves open comes from the class. */
export function createClaim(api: KubernetesApi, volume: DataVolume): Claim {
  const { storage, pvc } = volume.spec;
  const template = storage ?? pvc ?? {};
  const storageClassName =
    template.storageClassName ?? defaultStorageClass(api);
  const usual = storage && usualProperties(api, storageClassName);
  return api.create(
    CLAIMS,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: volume.metadata.name,
        namespace: volume.metadata.namespace,
        labels: {
          app: 'containerized-data-importer',
          'app.kubernetes.io/component': 'storage',
          'app.kubernetes.io/managed-by': 'cdi-controller',
        },
        ownerReferences: [controllerReference(volume)],
      },
      spec: {
        accessModes: template.accessModes ?? usual?.accessModes,
        volumeMode: template.volumeMode ?? usual?.volumeMode,
        storageClassName,
        resources: {
          requests: {
            storage:
              template.resources?.requests?.storage ??
              sourceSize(api, volume) ??
              '10Gi',
          },
        },
      },
    },
    { as: LAB_CONTROLLER },
  ) as Claim;
}

// A class that nobody knows gets a claim all the same, which waits for it.
function usualProperties(
  api: KubernetesApi,
  storageClassName: string | undefined,
): ClaimPropertySet {
  const found =
    storageClassName && api.find(STORAGE_CLASSES, undefined, storageClassName);
  const [first] = found ? claimPropertySets(found) : [];
  return first ?? { accessModes: ['ReadWriteOnce'], volumeMode: 'Block' };
}

// A clone without a size gets that of its source.
function sourceSize(
  api: KubernetesApi,
  volume: DataVolume,
): string | undefined {
  const origin = volume.spec.source?.pvc;
  const claim = origin && api.find(CLAIMS, origin.namespace, origin.name);
  return (claim as Claim | undefined)?.spec.resources?.requests?.storage;
}
