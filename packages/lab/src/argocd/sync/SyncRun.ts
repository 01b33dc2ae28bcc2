import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import type { Comparison } from '../compare/ApplicationComparer';
import { deletePolicies } from '../compare/hooks';
import { assessHealth } from '../health/assessHealth';
import type { Application, Operation } from '../model/Application';
import type { AppProject } from '../model/AppProject';
import type { ObjectApplier } from './ObjectApplier';
import { SyncResults } from './SyncResults';
import { areTogether, type SyncResult, type SyncTask } from './SyncTask';
import { problemOf, syncTasks } from './syncTasks';
import { TaskRunner } from './TaskRunner';

/** Seconds between two waves, so that other controllers can react to the first. */
const WAVE_DELAY = 2;
/** Seconds between two looks at objects that are not healthy yet. */
const HEALTH_INTERVAL = 1;

const UNSUCCESSFUL =
  'one or more synchronization tasks completed unsuccessfully';

/** Where a sync is after a step. */
export interface SyncProgress {
  phase: 'Running' | 'Succeeded' | 'Failed' | 'Error';
  message: string;
  /** With phase `Running`: seconds until the next step. */
  waitSeconds?: number;
}

/** One attempt to bring the cluster to what a comparison asks for: phase by phase, wave by wave. */
export class SyncRun {
  readonly #sync: NonNullable<Operation['sync']>;
  readonly #project: AppProject;
  readonly #results = new SyncResults();
  readonly #runner: TaskRunner;
  readonly #tasks: SyncTask[];
  #isChecked = false;

  constructor(options: {
    application: Application;
    operation: Operation;
    project: AppProject;
    comparison: Comparison;
    api: KubernetesApi;
    applier: ObjectApplier;
  }) {
    const { application, comparison, api, applier } = options;
    this.#sync = options.operation.sync ?? {};
    this.#project = options.project;
    this.#runner = new TaskRunner({
      application,
      sync: this.#sync,
      api,
      applier,
      results: this.#results,
    });
    this.#tasks = syncTasks({
      application,
      sync: this.#sync,
      comparison,
      api,
      mark: phase => markOf(application, phase),
    });
  }

  get results(): SyncResult[] {
    return this.#results.all;
  }

  /** Takes these results for its own: what they tell of is not done again. */
  resume(results: SyncResult[]): void {
    this.#results.add(results);
  }

  /** Does what can be done now. */
  step(): SyncProgress {
    if (!this.#isChecked && !this.#areValid()) {
      return {
        phase: 'Failed',
        message: 'one or more synchronization tasks are not valid',
      };
    }
    this.#isChecked = true;
    for (const task of this.#tasks) this.#look(task);
    const tasks = this.#tasks.filter(task => !this.#isMadeNamespace(task));
    const waiting = tasks.filter(
      task =>
        (task.isHook || isMultiStep(tasks)) && this.#results.isRunning(task),
    );
    if (waiting.length > 0) return waitingFor(waiting, HEALTH_INTERVAL);
    const going = tasks.filter(
      task =>
        this.#results.of(task)?.status === 'Pruned' &&
        this.#runner.find(task)?.metadata.deletionTimestamp !== undefined,
    );
    if (going.length > 0) return waitingFor(going, HEALTH_INTERVAL, 'deletion');
    return this.#advance(tasks);
  }

  /** Ends the hooks that run, when somebody ends the sync. */
  terminate(): void {
    for (const task of this.#tasks) {
      if (!task.isHook || !this.#results.isRunning(task)) continue;
      this.#runner.delete(task);
      this.#results.record(task, {
        message: 'Terminated',
        hookPhase: 'Failed',
      });
    }
  }

  #advance(tasks: SyncTask[]): SyncProgress {
    const regular = tasks.filter(({ phase }) => phase !== 'SyncFail');
    if (regular.some(task => this.#results.hasFailed(task))) {
      return this.#failed(UNSUCCESSFUL);
    }
    const pending = regular.filter(task => this.#results.isPending(task));
    const [first] = pending;
    if (!first) {
      return this.#succeeded('successfully synced (no more tasks)');
    }
    const wave = pending.filter(task => areTogether(task, first));
    const remaining = pending.filter(
      task => task.isHook || !areTogether(task, first),
    );
    if (!this.#areCleared(wave)) return waitingFor(wave, HEALTH_INTERVAL);
    const performed = wave.map(task => this.#runner.perform(task));
    if (performed.includes(false)) {
      return this.#failed('one or more objects failed to apply');
    }
    if (remaining.length === 0) {
      return this.#succeeded(
        this.#sync.dryRun
          ? 'successfully synced (no more tasks)'
          : 'successfully synced (all tasks run)',
      );
    }
    if (first.identity.kind === 'Namespace' && first.phase === 'PreSync') {
      return waitingFor(wave, 0);
    }
    const isLast = pending.every(task => areTogether(task, first));
    return waitingFor(remaining, isLast ? HEALTH_INTERVAL : WAVE_DELAY);
  }

  #areValid(): boolean {
    for (const task of this.#tasks) {
      const message = problemOf(task, this.#project);
      if (message) {
        this.#results.record(task, { status: 'SyncFailed', message });
      }
    }
    return this.results.every(
      ({ status, hookPhase }) =>
        status !== 'SyncFailed' || hookPhase !== undefined,
    );
  }

  /** Notes how the object of a running task is now. */
  #look(task: SyncTask): void {
    const result = this.#results.of(task);
    const live = this.#runner.find(task);
    if (!result || !live || !this.#results.isRunning(task)) return;
    const health = assessHealth(live);
    const message = health?.message;
    if (task.isHook) {
      const hookPhase = hookPhaseOf(health?.status);
      this.#results.record(task, {
        message: health ? message ?? '' : `${task.identity.name} created`,
        hookPhase,
      });
    } else if (!health || health.status === 'Healthy') {
      if (task.phase === 'Sync') result.hookPhase = 'Succeeded';
      if (message) result.message = message;
    } else if (health.status === 'Degraded') {
      result.hookPhase = 'Failed';
      if (message) result.message = message;
    }
  }

  /** A namespace that was made for the sync is none of its tasks any more. */
  #isMadeNamespace(task: SyncTask): boolean {
    return (
      task.phase === 'PreSync' &&
      !task.isHook &&
      !this.#results.isPending(task) &&
      !this.#results.hasFailed(task)
    );
  }

  /** Whether the hooks of the last time are gone where the new ones come; if not, the step that deletes them makes none. */
  #areCleared(wave: SyncTask[]): boolean {
    const old = wave.filter(
      task =>
        task.isHook &&
        deletePolicies(task.desired).includes('BeforeHookCreation') &&
        this.#runner.find(task) !== undefined,
    );
    for (const task of old) this.#runner.delete(task);
    return old.length === 0;
  }

  #succeeded(message: string): SyncProgress {
    this.#deleteHooks('HookSucceeded');
    return { phase: 'Succeeded', message };
  }

  #failed(why: string): SyncProgress {
    this.#deleteHooks('HookFailed');
    const refusals = this.results
      .filter(result => result.status === 'SyncFailed')
      .map(result => result.message);
    const message =
      refusals.length > 0
        ? `${why}, reason: ${[...new Set(refusals)].join(',')}`
        : why;
    const hooks = this.#tasks.filter(({ phase }) => phase === 'SyncFail');
    const pending = hooks.filter(task => this.#results.isPending(task));
    if (pending.length === 0) return { phase: 'Failed', message };
    if (!this.#areCleared(pending)) {
      return { phase: 'Running', message, waitSeconds: HEALTH_INTERVAL };
    }
    const performed = pending.map(task => this.#runner.perform(task));
    return performed.includes(false)
      ? { phase: 'Failed', message }
      : {
          phase: 'Running',
          message: 'one or more tasks are running',
          waitSeconds: HEALTH_INTERVAL,
        };
  }

  #deleteHooks(policy: 'HookSucceeded' | 'HookFailed'): void {
    for (const task of this.#tasks) {
      if (
        task.isHook &&
        !this.#results.isPending(task) &&
        !this.#results.isRunning(task) &&
        deletePolicies(task.desired).includes(policy)
      ) {
        this.#runner.delete(task);
      }
    }
  }
}

function hookPhaseOf(health: string | undefined): SyncResult['hookPhase'] {
  switch (health) {
    case undefined:
    case 'Healthy':
      return 'Succeeded';
    case 'Degraded':
      return 'Failed';
    case 'Unknown':
    case 'Missing':
      return 'Error';
    default:
      return 'Running';
  }
}

function isMultiStep(tasks: SyncTask[]): boolean {
  return tasks.some(task => !areTogether(task, tasks[0]));
}

function markOf(application: Application, phase: string): string {
  const state = application.status?.operationState;
  const revision =
    state?.syncResult?.revision || state?.syncResult?.revisions?.[0] || '';
  const startedAt = Math.floor(
    new Date(state?.startedAt ?? 0).getTime() / 1000,
  );
  return `${revision.slice(0, 7)}-${phase.toLocaleLowerCase(
    'en-US',
  )}-${startedAt}`;
}

function waitingFor(
  tasks: SyncTask[],
  waitSeconds: number,
  what?: 'deletion',
): SyncProgress {
  const [{ identity, isHook }] = tasks;
  const state = what ?? (isHook ? 'completion of hook' : 'healthy state');
  const more = tasks.length - 1;
  return {
    phase: 'Running',
    message: `waiting for ${state}${
      state === 'completion of hook' ? '' : ' of'
    } ${identity.group}/${identity.kind}/${identity.name}${
      more > 0 ? ` and ${more} more ${isHook ? 'hooks' : 'resources'}` : ''
    }`,
    waitSeconds,
  };
}
