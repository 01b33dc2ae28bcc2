import type {
  VirtualMachine,
  VirtualMachineCondition,
} from '@naru/plugin-kubevirt-common';
import type { Tone } from '@naru/plugin-naru-react';
import { statusTone } from './statusTone';

/**
 * What each condition means for a person. The keys are also the messages `condition.<key>`. A combination that is not
 * here and is not `True` says nothing worth reading, e.g. `Paused=False`.
 */
const KNOWN = {
  ReadyTrue: 'positive',
  ReadyFalse: 'progress',
  ReadyFalseStopped: 'neutral',
  FailureTrue: 'negative',
  PausedTrue: 'warning',
  RestartRequiredTrue: 'warning',
  ManualRecoveryRequiredTrue: 'negative',
  LiveMigratableTrue: 'positive',
  LiveMigratableFalse: 'neutral',
  StorageLiveMigratableTrue: 'positive',
  StorageLiveMigratableFalse: 'neutral',
  DataVolumesReadyTrue: 'positive',
  DataVolumesReadyFalse: 'progress',
  AgentConnectedTrue: 'positive',
  AgentConnectedFalse: 'neutral',
  AgentVersionNotSupportedTrue: 'warning',
  PodScheduledTrue: 'positive',
  PodScheduledFalse: 'negative',
  SynchronizedTrue: 'positive',
  SynchronizedFalse: 'negative',
  ProvisioningTrue: 'progress',
  AccessCredentialsSynchronizedTrue: 'positive',
  AccessCredentialsSynchronizedFalse: 'warning',
  HotVCPUChangeTrue: 'progress',
  HotMemoryChangeTrue: 'progress',
  VolumesChangeTrue: 'progress',
  MigrationRequiredTrue: 'warning',
  EvictionRequestedTrue: 'warning',
} as const satisfies Record<string, Tone>;

/** A condition with its meaning. */
export interface ExplainedCondition {
  condition: VirtualMachineCondition;
  tone: Tone;
  /** The message `condition.<key>`. */
  key: keyof typeof KNOWN | 'unknown';
  /** KubeVirt's own words, where they say more than ours. */
  message?: string;
}

const ORDER: Tone[] = [
  'negative',
  'warning',
  'progress',
  'neutral',
  'positive',
];

/** The conditions of a machine that say something, what needs attention first. */
export function explainConditions(
  vm: Pick<VirtualMachine, 'conditions' | 'status'>,
): ExplainedCondition[] {
  return vm.conditions
    .map(condition => explain(condition, vm.status))
    .filter(explained => explained !== undefined)
    .sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
}

function explain(
  condition: VirtualMachineCondition,
  status: VirtualMachine['status'],
): ExplainedCondition | undefined {
  const key = keyOf(condition, status);
  if (key) {
    const tone = toneOf(key, status);
    const saysMore = tone !== 'positive' && condition.reason !== 'VMINotExists';
    return {
      condition,
      key,
      tone,
      ...(saysMore ? { message: condition.message } : {}),
    };
  }
  const isQuiet =
    condition.status !== 'True' && !condition.message && !condition.reason;
  const isKnownType = Object.keys(KNOWN).some(one =>
    one.startsWith(`${condition.type}True`),
  );
  return isQuiet || (isKnownType && condition.status === 'False')
    ? undefined
    : {
        condition,
        key: 'unknown',
        tone: 'neutral',
        message: condition.message,
      };
}

/** A guest that is not up is on its way only while the machine is. */
function toneOf(
  key: keyof typeof KNOWN,
  status: VirtualMachine['status'],
): Tone {
  return key === 'ReadyFalse' && statusTone(status) !== 'progress'
    ? 'neutral'
    : KNOWN[key];
}

function keyOf(
  condition: VirtualMachineCondition,
  status: VirtualMachine['status'],
): keyof typeof KNOWN | undefined {
  if (
    condition.type === 'Ready' &&
    condition.status === 'False' &&
    status === 'Stopped'
  ) {
    return 'ReadyFalseStopped';
  }
  const wanted = `${condition.type}${condition.status}`;
  return isKnown(wanted) ? wanted : undefined;
}

function isKnown(key: string): key is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, key);
}
