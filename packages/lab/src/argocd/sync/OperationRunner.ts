import { type LabClock, timestamp } from '../../clock/LabClock';
import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import type { ApplicationStore } from '../ApplicationStore';
import type { ApplicationComparer } from '../compare/ApplicationComparer';
import {
  type Application,
  type Operation,
  type OperationState,
  placeOf,
  shownSources,
  sourcesOf,
} from '../model/Application';
import type { JsonObject } from '../model/JsonValue';
import { BLOCKED, maySync } from '../project/syncWindows';
import type { Renderer } from '../render/Renderer';
import type { ObjectApplier } from './ObjectApplier';
import { kitchenTime, retryDelay } from './retryDelay';
import { type SyncProgress, SyncRun } from './SyncRun';
import { knownResults } from './SyncResults';

/** How many syncs `status.history` keeps unless the spec says otherwise. */
const HISTORY_LIMIT = 10;
/** Refs as old as this are good enough to sync a branch by hand. */
const REVISION_MAX_AGE = 2;

/** Seconds between two looks at a sync window that is shut. */
const WINDOW_INTERVAL = 1;

/** What is left to do about an operation. */
export type OperationOutcome =
  /** Look again after so many seconds. */
  | { type: 'later'; seconds: number }
  /** It ended: the Application is to be compared again. */
  | { type: 'ended' }
  | { type: 'nothing' };

/** Runs the `operation` of an Application and tells in `status.operationState` how it goes. */
export class OperationRunner {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #store: ApplicationStore;
  readonly #renderer: Renderer;
  readonly #comparer: ApplicationComparer;
  readonly #applier: ObjectApplier;
  readonly #runs = new Map<string, { run: SyncRun; nextStepAt: number }>();

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    store: ApplicationStore;
    renderer: Renderer;
    comparer: ApplicationComparer;
    applier: ObjectApplier;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#store = options.store;
    this.#renderer = options.renderer;
    this.#comparer = options.comparer;
    this.#applier = options.applier;
  }

  /** Takes the operation of an Application one step further. */
  async advance(name: string): Promise<OperationOutcome> {
    const application = this.#store.find(name);
    const operation = application?.operation;
    if (!application || !operation) {
      this.#runs.delete(name);
      return { type: 'nothing' };
    }
    const state = application.status?.operationState;
    if (state?.phase === 'Terminating') {
      const run = this.#runs.get(name)?.run;
      run?.terminate();
      this.#runs.delete(name);
      return this.#end(
        application,
        { ...operation, retry: {} },
        { phase: 'Failed', message: 'Operation terminated' },
        run,
      );
    }
    if (state?.phase !== 'Running') {
      this.#runs.delete(name);
      this.#store.patch(name, {
        status: {
          operationState: {
            finishedAt: null,
            operation,
            phase: 'Running',
            startedAt: timestamp(this.#clock),
          },
        },
      });
    } else if (state.finishedAt) {
      const seconds = this.#secondsToRetry(state, state.finishedAt);
      if (seconds > 0) return { type: 'later', seconds };
      this.#store.patch(name, {
        status: {
          operationState: {
            finishedAt: null,
            message: `Retrying operation${
              operation.retry?.refresh ? ' with latest revisions' : ''
            }. Attempt #${state.retryCount ?? 0}`,
          },
        },
      });
    }
    return this.#proceed(application, operation);
  }

  forget(name: string): void {
    this.#runs.delete(name);
  }

  async #proceed(
    application: Application,
    operation: Operation,
  ): Promise<OperationOutcome> {
    const { name } = application;
    const now = this.#clock.now().getTime();
    let entry = this.#runs.get(name);
    if (!entry) {
      const begun = await this.#begin(application, operation);
      if ('phase' in begun) {
        if (begun.phase !== 'Running') {
          return this.#end(application, operation, begun);
        }
        this.#store.patch(name, {
          status: { operationState: { message: begun.message } },
        });
        return { type: 'later', seconds: begun.waitSeconds ?? 0 };
      }
      entry = { run: begun, nextStepAt: now };
      this.#runs.set(name, entry);
    }
    const { run, nextStepAt } = entry;
    if (now < nextStepAt) {
      return { type: 'later', seconds: (nextStepAt - now) / 1000 };
    }
    const progress = run.step();
    if (progress.phase !== 'Running') {
      this.#runs.delete(name);
      return this.#end(application, operation, progress, run);
    }
    this.#store.patch(name, {
      status: {
        operationState: {
          message: progress.message,
          ...(run.results.length > 0 && {
            syncResult: { resources: run.results },
          }),
        },
      },
    });
    if (run.results.length === 0) this.#takeLeftResults(name, run);
    const seconds = progress.waitSeconds ?? 0;
    entry.nextStepAt = this.#clock.now().getTime() + seconds * 1000;
    return { type: 'later', seconds };
  }

  async #begin(
    application: Application,
    operation: Operation,
  ): Promise<SyncRun | SyncProgress> {
    const { name, spec } = application;
    const sync = operation.sync ?? {};
    const state = application.status?.operationState;
    const isRetry = state?.phase === 'Running';
    const isResumed = isRetry && state.finishedAt === undefined;
    const takesLatest = isRetry && operation.retry?.refresh === true;
    const target = sourcesOf(sync).length > 0 ? sync : spec;
    const isMultiSource = (target.sources ?? []).length > 0;
    const sources = sourcesOf(target).map((source, index) => ({
      ...source,
      targetRevision:
        (!takesLatest &&
          (isMultiSource ? sync.revisions?.[index] : sync.revision)) ||
        source.targetRevision,
    }));
    const writeResult = (revisions: string[]) =>
      this.#store.patch(name, {
        status: {
          operationState: {
            syncResult: {
              ...(isMultiSource
                ? { revision: '', revisions }
                : { revision: revisions[0] ?? '' }),
              ...shownSources(target),
            },
          },
        },
      });

    const project = this.#store.project(spec.project);
    if (!project) {
      writeResult([sync.revision ?? '']);
      return {
        phase: 'Error',
        message: `Failed to load application project: error getting app project "${spec.project}": appproject.argoproj.io "${spec.project}" not found`,
      };
    }
    const isManual = operation.initiatedBy?.automated !== true;
    if (!maySync(application, project, { now: this.#clock.now(), isManual })) {
      return {
        phase: 'Running',
        message: BLOCKED,
        waitSeconds: WINDOW_INTERVAL,
      };
    }
    const rendering = await this.#renderer.render(sources, {
      application: placeOf(application),
      maxAgeSeconds: takesLatest ? 0 : REVISION_MAX_AGE,
    });
    writeResult(rendering.ok ? rendering.revisions : [sync.revision ?? '']);
    const comparison = this.#comparer.compare(application, project, rendering);
    const problems = comparison.conditions.filter(({ type }) =>
      ['ComparisonError', 'InvalidSpecError'].includes(type),
    );
    if (problems.length > 0) {
      return {
        phase: 'Error',
        message: problems
          .map(({ type, message }) => `${type}: ${message}`)
          .join(';'),
      };
    }
    const run = new SyncRun({
      // With the revision that was just written.
      application: this.#store.find(name) ?? application,
      operation,
      project,
      comparison,
      api: this.#api,
      applier: this.#applier,
    });
    // An attempt that a restart cut off: its hooks are not run twice.
    if (isResumed) run.resume(knownResults(state));
    return run;
  }

  /**
   * Between two steps Argo CD keeps results in the status only, and writes none when there are none: what an earlier
   * operation left there is then taken for this one's.
   */
  #takeLeftResults(name: string, run: SyncRun): void {
    run.resume(knownResults(this.#store.find(name)?.status?.operationState));
  }

  #end(
    application: Application,
    operation: Operation,
    progress: SyncProgress,
    run?: SyncRun,
  ): OperationOutcome {
    const { name } = application;
    const now = timestamp(this.#clock);
    // After the first attempt the count is this operation's own; before it, a leftover of the one before.
    const isRetrying = application.status?.operationState?.phase === 'Running';
    const retries = isRetrying
      ? application.status?.operationState?.retryCount ?? 0
      : 0;
    const resources = run ? { syncResult: { resources: run.results } } : {};
    const limit = operation.retry?.limit ?? 0;
    if (progress.phase !== 'Succeeded' && retries < limit) {
      const retryCount = retries + 1;
      const delay = retryDelay(operation.retry, retryCount);
      const at = new Date(this.#clock.now().getTime() + delay * 1000);
      this.#store.patch(name, {
        status: {
          operationState: {
            finishedAt: now,
            message: `${
              progress.message
            }. Retrying attempt #${retryCount} at ${kitchenTime(at)}.`,
            phase: 'Running',
            retryCount,
            ...resources,
          },
        },
      });
      return { type: 'later', seconds: delay };
    }
    const suffix = retries > 0 ? ` (retried ${retries} times).` : '';
    if (progress.phase === 'Succeeded') this.#remember(name, operation);
    this.#store.patch(name, {
      operation: null,
      status: {
        operationState: {
          finishedAt: now,
          message: `${progress.message}${suffix}`,
          phase: progress.phase,
          ...resources,
        },
      },
    });
    return { type: 'ended' };
  }

  #secondsToRetry(state: OperationState, finishedAt: string): number {
    const delay = retryDelay(state.operation.retry, state.retryCount ?? 0);
    const due = new Date(finishedAt).getTime() + delay * 1000;
    return (due - this.#clock.now().getTime()) / 1000;
  }

  /** A whole sync becomes an entry of the history; a part of one or a dry run does not. */
  #remember(name: string, operation: Operation): void {
    if (operation.sync?.resources || operation.sync?.dryRun) return;
    const application = this.#store.find(name);
    const state = application?.status?.operationState;
    if (!application || !state?.syncResult) return;
    const history = application.status?.history ?? [];
    const { revision, revisions, ...rest } = state.syncResult;
    const entry: JsonObject = {
      deployStartedAt: state.startedAt,
      deployedAt: timestamp(this.#clock),
      id: (history.at(-1)?.id ?? -1) + 1,
      initiatedBy: operation.initiatedBy ?? {},
      ...(revisions ? { revisions } : { revision }),
      ...shownSources(rest),
    };
    const limit = application.spec.revisionHistoryLimit ?? HISTORY_LIMIT;
    this.#store.patch(name, {
      status: { history: [...history, entry].slice(-limit) },
    });
  }
}
