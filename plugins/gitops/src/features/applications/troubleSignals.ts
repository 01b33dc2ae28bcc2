import type { ObjectReport, ObjectTrouble } from '@naru/plugin-gitops-common';
import type { Signal } from '@naru/plugin-runbooks-common';
import { conditionTone } from './conditionTone';

/** Words for what Argo CD itself does with an object; all others are of Kubernetes or an operator. */
const ARGO_CD =
  /^(Sync|Operation|Comparison|InvalidSpec|Unknown|Deletion|Prune)/;

/** What is wrong with an object, and how its container ended. */
export function troubleSignals(trouble: ObjectTrouble): Signal[] {
  const { kind, reason, exitReason, message } = trouble;
  if (kind === 'Application' || ARGO_CD.test(reason)) {
    return [
      {
        system: 'argocd',
        kind,
        condition: { type: reason, status: 'True' },
        operation: 'Failed',
        message,
      },
    ];
  }
  return [
    // The report does not tell the reason of a state from that of an event.
    { system: 'kubernetes', kind, reason, event: reason, message },
    ...(exitReason && exitReason !== reason
      ? [{ system: 'kubernetes', kind, reason: exitReason, message }]
      : []),
  ];
}

/** What a container that is not ready says, and how it ended the last time. */
export function containerSignals(
  container: ObjectReport['containers'][number],
): Signal[] {
  const { ready, reason, message, last } = container;
  if (ready) {
    return [];
  }
  return [{ reason, message }, last ?? {}]
    .filter(one => one.reason || one.message)
    .map(one => ({
      system: 'kubernetes',
      kind: 'Pod',
      reason: one.reason,
      message: one.message,
    }));
}

/** What a condition that is not good says. */
export function objectConditionSignals(
  kind: string,
  condition: ObjectReport['conditions'][number],
): Signal[] {
  const { type, status, reason, message } = condition;
  return conditionTone(condition) === 'positive'
    ? []
    : [
        {
          system: 'kubernetes',
          kind,
          condition: { type, status, reason },
          message,
        },
      ];
}

/** What an event that warns says. */
export function eventSignals(
  kind: string,
  event: ObjectReport['events'][number],
): Signal[] {
  const { type, reason, message } = event;
  return type === 'Warning'
    ? [{ system: 'kubernetes', kind, event: reason, message }]
    : [];
}
