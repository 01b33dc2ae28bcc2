import type {
  ApplicationState,
  EntityApplication,
} from '@naru/plugin-gitops-common';
import type { Tone } from '@naru/plugin-naru-react';
import type { en } from '../../translations/en';

/** How an Application does, in one word and its tone. */
export interface ApplicationStatus {
  key: Extract<keyof typeof en, `application.state.${string}`>;
  tone: Tone;
}

/** What an Application needs to have for {@link applicationStatus}. */
export type JudgedApplication = Pick<
  ApplicationState,
  'sync' | 'health' | 'automated' | 'operation' | 'conditions'
> &
  Partial<Pick<EntityApplication, 'troubles'>>;

/** It does not sync by itself and differs from Git, and nobody is at it: that is no failure. */
export function awaitsPerson(application: JudgedApplication): boolean {
  const { automated, sync, operation } = application;
  return (
    !automated &&
    sync === 'OutOfSync' &&
    (operation === undefined || operation.phase === 'Succeeded')
  );
}

/** An operation is under way. */
export function isApplying({ operation }: JudgedApplication): boolean {
  return operation?.phase === 'Running' || operation?.phase === 'Terminating';
}

/** Tells how an Application does: what a person should know first. */
export function applicationStatus(
  application: JudgedApplication,
): ApplicationStatus {
  const { sync, health, operation, conditions } = application;
  if (isApplying(application)) {
    return (operation?.retryCount ?? 0) > 0
      ? { key: 'application.state.failed', tone: 'negative' }
      : { key: 'application.state.applying', tone: 'progress' };
  }
  if (health === 'Degraded') {
    return { key: 'application.state.degraded', tone: 'negative' };
  }
  if (
    sync === 'Unknown' &&
    conditions.some(({ type }) => type.endsWith('Error'))
  ) {
    return { key: 'application.state.unreadable', tone: 'negative' };
  }
  if (sync === 'OutOfSync') {
    return outOfSyncStatus(application);
  }
  switch (health) {
    case 'Progressing':
      if (application.troubles?.length) {
        return { key: 'application.state.hindered', tone: 'negative' };
      }
      return { key: 'application.state.progressing', tone: 'progress' };
    case 'Missing':
      return { key: 'application.state.missing', tone: 'warning' };
    case 'Suspended':
      return { key: 'application.state.suspended', tone: 'neutral' };
    case 'Healthy':
      return sync === 'Synced'
        ? { key: 'application.state.runs', tone: 'positive' }
        : { key: 'application.state.unknown', tone: 'warning' };
    default:
      return { key: 'application.state.unknown', tone: 'warning' };
  }
}

function outOfSyncStatus(application: JudgedApplication): ApplicationStatus {
  if (awaitsPerson(application)) {
    return application.health === 'Missing'
      ? { key: 'application.state.awaitsFirst', tone: 'neutral' }
      : { key: 'application.state.awaits', tone: 'neutral' };
  }
  const phase = application.operation?.phase;
  return phase === 'Failed' || phase === 'Error'
    ? { key: 'application.state.failed', tone: 'negative' }
    : { key: 'application.state.outOfSync', tone: 'progress' };
}

const HEALTH_TONES: Record<string, Tone> = {
  Healthy: 'positive',
  Progressing: 'progress',
  Degraded: 'negative',
  Suspended: 'neutral',
  Missing: 'neutral',
};

/** The tone of a health of Argo CD. */
export function healthTone(health: string): Tone {
  return Object.hasOwn(HEALTH_TONES, health) ? HEALTH_TONES[health] : 'warning';
}

/** The tone of a comparison with Git. */
export function syncTone(application: JudgedApplication): Tone {
  switch (application.sync) {
    case 'Synced':
      return 'positive';
    case 'OutOfSync':
      return awaitsPerson(application) ? 'neutral' : 'progress';
    default:
      return 'warning';
  }
}
