import type { ObjectReport } from '@naru/plugin-gitops-common';
import type { Tone } from '@naru/plugin-naru-react';

/** Conditions that are good when they are not so. */
const BAD_WHEN_TRUE = /Failure|Pressure|Unavailable|Error|Degraded|Stalled/;

/** How a condition of an object feels. */
export function conditionTone({
  type,
  status,
}: Pick<ObjectReport['conditions'][number], 'type' | 'status'>): Tone {
  if (status !== 'True' && status !== 'False') {
    return 'warning';
  }
  const isGood = BAD_WHEN_TRUE.test(type)
    ? status === 'False'
    : status === 'True';
  return isGood ? 'positive' : 'negative';
}
