import { fieldAt, textAt } from '../model/JsonValue';
import { condition, isTrue } from './conditions';
import type { Health, HealthCheck } from './Health';

/** Health of a VirtualMachine. */
// A failed import or a missing claim also leaves a virtual machine not created: Argo CD calls that Suspended.
export const virtualMachine: HealthCheck = object => {
  if (isTrue(object, 'Paused')) return { status: 'Suspended' };
  const ready = condition(object, 'Ready')?.status;
  if (ready === undefined) return { status: 'Progressing' };
  if (ready === 'True') return { status: 'Healthy' };
  return {
    status:
      fieldAt(object, 'status', 'created') === true
        ? 'Progressing'
        : 'Suspended',
  };
};

/** Health of a VirtualMachineInstance. */
export const virtualMachineInstance: HealthCheck = object => {
  if (isTrue(object, 'Paused')) return { status: 'Suspended' };
  switch (textAt(object, 'status', 'phase')) {
    case 'Running':
      return { status: isTrue(object, 'Ready') ? 'Healthy' : 'Progressing' };
    case 'Failed':
      return { status: 'Degraded' };
    case 'Succeeded':
      return { status: 'Suspended' };
    default:
      return { status: 'Progressing' };
  }
};

const DATA_VOLUME: Record<string, Health> = {
  Succeeded: 'Healthy',
  PendingPopulation: 'Healthy',
  Failed: 'Degraded',
  Unknown: 'Unknown',
  Paused: 'Suspended',
};

/** Health of a DataVolume. */
export const dataVolume: HealthCheck = object => ({
  status: DATA_VOLUME[textAt(object, 'status', 'phase') ?? ''] ?? 'Progressing',
});
