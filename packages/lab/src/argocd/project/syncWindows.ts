import type { Application } from '../model/Application';
import type { AppProject } from '../model/AppProject';
import { durationSeconds } from '../sync/retryDelay';
import { beganWithin, cronSchedule } from './cronSchedule';
import { matchesGlob } from './matchesGlob';
import { IN_CLUSTER } from './projectRules';

type SyncWindow = NonNullable<AppProject['spec']['syncWindows']>[number];

/** What Argo CD says of a sync that has to wait for its window. */
export const BLOCKED = 'Sync operation blocked by sync window';

/**
 * Whether the windows of a project let an Application sync now: nothing denies it, and where something allows, that is
 * open.
 *
 * @param options - `isManual`: a person asked for it; windows may let people through
 * @throws Error with the window that cannot be read
 */
export function maySync(
  application: Application,
  project: AppProject,
  options: { now: Date; isManual: boolean },
): boolean {
  const windows = (project.spec.syncWindows ?? []).filter(window =>
    concerns(window, application),
  );
  const denies = windows.filter(
    window => window.kind === 'deny' && isOpen(window, options.now),
  );
  const letsPeople = (window: SyncWindow) =>
    options.isManual && window.manualSync === true;
  if (denies.length > 0) return denies.every(letsPeople);
  const allows = windows.filter(({ kind }) => kind === 'allow');
  return (
    allows.length === 0 ||
    allows.some(window => isOpen(window, options.now)) ||
    allows.every(letsPeople)
  );
}

function concerns(window: SyncWindow, application: Application): boolean {
  const { destination } = application.spec;
  const places = [destination.server, destination.name].some(Boolean)
    ? [IN_CLUSTER.server, IN_CLUSTER.name]
    : [];
  const matches = [
    [window.applications, [application.name]],
    [window.namespaces, [destination.namespace ?? '']],
    [window.clusters, places],
  ] as const;
  const named = matches.filter(([patterns]) => (patterns ?? []).length > 0);
  const fits = ([patterns, values]: (typeof matches)[number]) =>
    (patterns ?? []).some(pattern =>
      values.some(value => matchesGlob(pattern, value)),
    );
  return window.andOperator === true && named.length > 0
    ? named.every(fits)
    : named.some(fits);
}

function isOpen(window: SyncWindow, now: Date): boolean {
  const duration = durationSeconds(window.duration);
  if (!window.schedule || duration === undefined) {
    throw new Error(
      `the project has a sync window that cannot be read: schedule "${
        window.schedule ?? ''
      }", duration "${window.duration ?? ''}"`,
    );
  }
  return beganWithin(
    cronSchedule(window.schedule, window.timeZone || 'UTC'),
    duration,
    now,
  );
}
