import { DataVolumeObject } from '../objects/supportingObjects';
import {
  DataVolumeSpec,
  VirtualMachineObject,
} from '../objects/VirtualMachineObject';
import { templateOf, volumesOf } from './disks';

/** Where the first disk of a machine comes from. */
export type BootImage =
  | { kind: 'DataSource'; namespace: string; name: string }
  | { kind: 'other'; title: string };

/**
 * Finds what the boot disk was made of: the disk with the lowest boot order, else the first one.
 *
 * @param dataVolumeOf - finds a DataVolume of the machine's namespace
 */
export function bootImageOf(
  object: VirtualMachineObject,
  dataVolumeOf: (name: string) => DataVolumeObject | undefined,
): BootImage | undefined {
  const disks = object.spec.template?.spec.domain?.devices?.disks ?? [];
  const orderOf = (volume: string) =>
    disks.find(({ name }) => name === volume)?.bootOrder ?? Infinity;
  const [volume] = volumesOf(object)
    .filter(({ dataVolume, containerDisk }) => dataVolume ?? containerDisk)
    .sort((a, b) => Math.sign(orderOf(a.name) - orderOf(b.name)) || 0);
  if (volume?.containerDisk) {
    return { kind: 'other', title: volume.containerDisk.image };
  }
  if (!volume?.dataVolume) {
    return undefined;
  }
  const { name } = volume.dataVolume;
  const spec = templateOf(object, name) ?? dataVolumeOf(name)?.spec;
  return spec && sourceOf(spec, object.metadata.namespace);
}

function sourceOf(
  spec: DataVolumeSpec,
  namespace: string,
): BootImage | undefined {
  const { sourceRef, source } = spec;
  if (sourceRef?.kind === 'DataSource') {
    return {
      kind: 'DataSource',
      namespace: sourceRef.namespace ?? namespace,
      name: sourceRef.name,
    };
  }
  const title =
    (source?.http && fileOf(source.http.url)) ??
    source?.registry?.url?.replace(/^docker:\/\//, '') ??
    (source?.pvc && `${source.pvc.namespace ?? namespace}/${source.pvc.name}`);
  return title ? { kind: 'other', title } : undefined;
}

/** The last part of the path only: an address can hold a password. */
function fileOf(url: string): string | undefined {
  return URL.canParse(url)
    ? new URL(url).pathname.split('/').filter(Boolean).pop()
    : undefined;
}
