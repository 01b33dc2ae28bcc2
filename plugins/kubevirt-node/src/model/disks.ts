import { VirtualMachineDisk } from '@naru/plugin-kubevirt-common';
import { InstanceObject } from '../objects/InstanceObject';
import { DataVolumeObject } from '../objects/supportingObjects';
import {
  DataVolumeSpec,
  VirtualMachineObject,
} from '../objects/VirtualMachineObject';
import { parseQuantity } from '@naru/plugin-clusters-node';

const FINISHED_PHASES = new Set(['Succeeded', 'PendingPopulation']);
const FAILURE_REASONS = new Set(['Error', 'ImagePullFailed']);

/** The volumes of a machine in the order of its manifest. */
export function volumesOf(object: VirtualMachineObject) {
  return object.spec.template?.spec.volumes ?? [];
}

/**
 * The disks that hold data: those of DataVolumes and claims, container disks and empty disks. Cloud-init and the like are not disks to a person.
 *
 * @param dataVolumeOf - finds a DataVolume of the machine's namespace
 */
export function describeDisks(
  object: VirtualMachineObject,
  instance: InstanceObject | undefined,
  dataVolumeOf: (name: string) => DataVolumeObject | undefined,
): VirtualMachineDisk[] {
  const disks: VirtualMachineDisk[] = [];
  for (const volume of volumesOf(object)) {
    const capacity = instance?.status?.volumeStatus?.find(
      ({ name }) => name === volume.name,
    )?.persistentVolumeClaimInfo?.capacity?.storage;
    if (volume.dataVolume) {
      const { name } = volume.dataVolume;
      const dataVolume = dataVolumeOf(name);
      const declared = templateOf(object, name) ?? dataVolume?.spec;
      disks.push({
        name: volume.name,
        dataVolume: name,
        phase: dataVolume?.status?.phase,
        progress: dataVolume?.status?.progress,
        sizeBytes: parseQuantity(capacity) ?? requestedBytes(declared),
        storageClass: (declared?.storage ?? declared?.pvc)?.storageClassName,
        message: failureOf(dataVolume),
      });
    } else if (
      volume.persistentVolumeClaim ||
      volume.containerDisk ||
      volume.emptyDisk
    ) {
      disks.push({
        name: volume.name,
        sizeBytes:
          parseQuantity(capacity) ?? parseQuantity(volume.emptyDisk?.capacity),
      });
    }
  }
  return disks;
}

/** Sum of the sizes that the manifest itself asks for; `undefined` when it asks for none. */
export function declaredDiskBytes(
  object: VirtualMachineObject,
): number | undefined {
  const sizes = (object.spec.dataVolumeTemplates ?? [])
    .map(({ spec }) => requestedBytes(spec))
    .filter(size => size !== undefined);
  return sizes.length > 0
    ? sizes.reduce((sum, size) => sum + size, 0)
    : undefined;
}

/**
 * The progress of the slowest disk that is still filled, e.g. `42.5%`.
 *
 * @returns `undefined` when none is filled or none says how far it is.
 */
export function slowestProgress(
  disks: VirtualMachineDisk[],
): string | undefined {
  let slowest: { percent: number; progress: string } | undefined;
  for (const { phase, progress } of disks) {
    const percent = Number.parseFloat(progress ?? '');
    if (
      progress !== undefined &&
      phase !== undefined &&
      !FINISHED_PHASES.has(phase) &&
      Number.isFinite(percent) &&
      percent < (slowest?.percent ?? Infinity)
    ) {
      slowest = { percent, progress };
    }
  }
  return slowest?.progress;
}

/** The DataVolume template of the given name. */
export function templateOf(
  object: VirtualMachineObject,
  name: string,
): DataVolumeSpec | undefined {
  return object.spec.dataVolumeTemplates?.find(
    ({ metadata }) => metadata.name === name,
  )?.spec;
}

function requestedBytes(spec: DataVolumeSpec | undefined): number | undefined {
  return parseQuantity(
    (spec?.storage ?? spec?.pvc)?.resources?.requests?.storage,
  );
}

function failureOf(
  dataVolume: DataVolumeObject | undefined,
): string | undefined {
  const { phase, conditions = [] } = dataVolume?.status ?? {};
  const running = conditions.find(({ type }) => type === 'Running');
  if (
    running?.status === 'False' &&
    FAILURE_REASONS.has(running.reason ?? '')
  ) {
    return running.message || running.reason;
  }
  return phase === 'Failed'
    ? conditions.find(({ message }) => message)?.message ?? 'the import failed'
    : undefined;
}
