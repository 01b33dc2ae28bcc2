import type { ApplicationState } from '@naru/plugin-gitops-common';
import type { Signal } from '@naru/plugin-runbooks-common';

/** Something that Argo CD complains about, in its own words. */
export interface ArgoCdTrouble {
  /** What it is about: a condition of an Application, or an object that was refused. */
  subject: string;
  message: string;
  /** The same for whoever looks for a runbook. */
  signals: Signal[];
}

/** Conditions that are news, not trouble. */
const HARMLESS_CONDITIONS = ['OrphanedResourceWarning'];
const REFUSED_STATUSES = ['SyncFailed', 'PruneSkipped'];

/**
 * All that Argo CD complains about. Conditions and objects come before the operation, whose message often only
 * repeats them. `except` are messages that are on screen already.
 */
export function argoCdTroubles(
  applications: ApplicationState[],
  ...except: string[]
): ArgoCdTrouble[] {
  const seen = except.map(one => one.trim());
  return applications.flatMap(troublesOf).filter(trouble => {
    const message = trouble.message.trim();
    const isNew =
      message !== '' && !seen.some(one => one !== '' && message.includes(one));
    seen.push(message);
    return isNew;
  });
}

/** How often Argo CD has tried again, over all of them. */
export function retriesOf(applications: ApplicationState[]): number {
  return Math.max(
    0,
    ...applications.map(one => one.operation?.retryCount ?? 0),
  );
}

function troublesOf(application: ApplicationState): ArgoCdTrouble[] {
  const { name, conditions, resources, operation } = application;
  const isOperationBad =
    operation &&
    (operation.phase === 'Failed' ||
      operation.phase === 'Error' ||
      (operation.retryCount ?? 0) > 0);
  return [
    ...conditions
      .filter(({ type }) => !HARMLESS_CONDITIONS.includes(type))
      .map(({ type, message }) => ({
        subject: `${name}: ${type}`,
        message,
        signals: [
          {
            ...signalOf(application, message),
            condition: { type, status: 'True' },
          },
        ],
      })),
    ...resources
      .filter(one => one.message && REFUSED_STATUSES.includes(one.status ?? ''))
      .map(one => ({
        subject: [one.kind, [one.namespace, one.name].filter(Boolean).join('/')]
          .filter(Boolean)
          .join(' '),
        message: one.message ?? '',
        signals: [
          {
            ...signalOf(application, one.message),
            kind: one.kind,
            sync: one.status,
          },
          signalOf(application, one.message),
        ],
      })),
    ...(isOperationBad && operation.message
      ? [
          {
            subject: `${name}: ${operation.phase}`,
            message: operation.message,
            signals: [signalOf(application, operation.message)],
          },
        ]
      : []),
  ];
}

function signalOf(
  application: ApplicationState,
  message: string | undefined,
): Signal {
  const { sync, health, operation } = application;
  const isTriedAgain =
    operation?.phase === 'Running' && (operation.retryCount ?? 0) > 0;
  return {
    system: 'argocd',
    kind: 'Application',
    sync,
    health,
    operation: isTriedAgain ? 'Failed' : operation?.phase,
    message,
  };
}
