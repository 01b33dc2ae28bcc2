import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import { DATA_VOLUMES } from '../resources';
import type { DataVolume, VirtualMachineInstance } from '../types';

/** Name of the image that a guest's first disk came from, as far as one can tell; else the guest's own name. */
export function imageOf(
  api: KubernetesApi,
  guest: VirtualMachineInstance,
): string {
  for (const volume of guest.spec.volumes ?? []) {
    if (volume.containerDisk?.image) return volume.containerDisk.image;
    const name = volume.dataVolume?.name;
    if (!name) continue;
    const found = api.find(DATA_VOLUMES, guest.metadata.namespace, name);
    const source = (found as DataVolume | undefined)?.spec.source;
    const image =
      source?.pvc?.name ??
      source?.snapshot?.name ??
      source?.http?.url ??
      source?.registry?.url;
    if (image) return image;
  }
  return guest.metadata.name;
}
