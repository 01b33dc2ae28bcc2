import {
  type KubernetesApi,
  LAB_CONTROLLER,
} from '../../kubernetes/KubernetesApi';
import type {
  ComparedObject,
  Comparison,
} from '../compare/ApplicationComparer';
import { hasSyncOption } from '../compare/desiredObjects';
import { keepIgnored, rulesFor } from '../compare/ignoredFields';
import { identityKey } from '../compare/trackingId';
import { assessHealth } from '../health/assessHealth';
import {
  type Application,
  hasOption,
  type Operation,
} from '../model/Application';
import type { AppProject } from '../model/AppProject';
import { podImages } from '../model/podImages';
import { permitsKind, permitsNamespace } from '../project/projectRules';
import { isNotFound, type ObjectApplier } from './ObjectApplier';
import {
  groupTasks,
  orderPruning,
  type SyncResult,
  type SyncTask,
} from './SyncTask';

/** Seconds between two waves, so that other controllers can react to the first. */
const WAVE_DELAY = 2;
/** Seconds between two looks at objects that are not healthy yet. */
const HEALTH_INTERVAL = 1;

/** Where a sync is after a step. */
export interface SyncProgress {
  phase: 'Running' | 'Succeeded' | 'Failed' | 'Error';
  message: string;
  /** With phase `Running`: seconds until the next step. */
  waitSeconds?: number;
}

/** One attempt to bring the cluster to what a comparison asks for, wave by wave. */
export class SyncRun {
  readonly results: SyncResult[] = [];
  readonly #application: Application;
  readonly #sync: NonNullable<Operation['sync']>;
  readonly #project: AppProject;
  readonly #comparison: Comparison;
  readonly #api: KubernetesApi;
  readonly #applier: ObjectApplier;
  #groups: SyncTask[][] | undefined;
  #applied: SyncTask[] = [];

  constructor(options: {
    application: Application;
    operation: Operation;
    project: AppProject;
    comparison: Comparison;
    api: KubernetesApi;
    applier: ObjectApplier;
  }) {
    this.#application = options.application;
    this.#sync = options.operation.sync ?? {};
    this.#project = options.project;
    this.#comparison = options.comparison;
    this.#api = options.api;
    this.#applier = options.applier;
  }

  /** Does what can be done now. */
  step(): SyncProgress {
    if (!this.#groups) {
      const tasks = this.#tasks();
      if (!this.#areValid(tasks)) {
        return {
          phase: 'Failed',
          message: 'one or more synchronization tasks are not valid',
        };
      }
      this.#groups = groupTasks(tasks);
      if (this.#groups.length === 0) {
        return {
          phase: 'Succeeded',
          message: 'successfully synced (no more tasks)',
        };
      }
    }
    const states = this.#applied.map(task => this.#stateOf(task));
    if (states.includes('failed')) {
      return {
        phase: 'Failed',
        message: 'one or more synchronization tasks completed unsuccessfully',
      };
    }
    const waiting = this.#applied.filter((_, at) => states[at] === 'waiting');
    if (waiting.length > 0) return waitingFor(waiting, HEALTH_INTERVAL);
    const group = this.#groups.shift() ?? [];
    const failed = group.filter(task => !this.#perform(task));
    this.#applied = group;
    if (failed.length > 0) return this.#failure(failed);
    const [next] = this.#groups;
    if (!next) {
      return {
        phase: 'Succeeded',
        message: this.#sync.dryRun
          ? 'successfully synced (no more tasks)'
          : 'successfully synced (all tasks run)',
      };
    }
    return next[0].phase === group[0].phase
      ? waitingFor(next, WAVE_DELAY)
      : waitingFor(group, 0);
  }

  #failure(failed: SyncTask[]): SyncProgress {
    const messages = new Set(
      failed.map(task => this.#resultOf(task)?.message ?? ''),
    );
    return {
      phase: 'Failed',
      message: `one or more objects failed to apply, reason: ${[
        ...messages,
      ].join(',')}`,
    };
  }

  #tasks(): SyncTask[] {
    const { syncOptions } = this.#sync;
    const onlyOutOfSync = hasOption(syncOptions, 'ApplyOutOfSyncOnly=true');
    const tasks: SyncTask[] = this.#comparison.objects
      .filter(entry => this.#isSelected(entry))
      .filter(entry => !(onlyOutOfSync && entry.status === 'Synced'))
      .map(entry => ({
        ...entry,
        phase: 'Sync',
        isHook: false,
      }));
    const hooks = this.#sync.resources ? [] : this.#comparison.hooks;
    tasks.push(
      ...hooks.map(hook => ({
        ...hook,
        desired: hook.object,
        phase: 'Sync' as const,
        isHook: true,
      })),
    );
    orderPruning(tasks, hasOption(syncOptions, 'PruneLast=true'));
    const namespace = this.#missingNamespace(tasks);
    return namespace ? [...tasks, namespace] : tasks;
  }

  #isSelected(entry: ComparedObject): boolean {
    const { resources } = this.#sync;
    return (
      !resources ||
      resources.some(
        selected =>
          (selected.group ?? '') === entry.identity.group &&
          selected.kind === entry.identity.kind &&
          selected.name === entry.identity.name &&
          (!selected.namespace ||
            selected.namespace === entry.identity.namespace),
      )
    );
  }

  /** Task for the destination namespace when it has to be made first. */
  #missingNamespace(tasks: SyncTask[]): SyncTask | undefined {
    const { namespace } = this.#application.spec.destination;
    const resource = this.#api.resourceOf('v1', 'Namespace');
    const isWanted =
      namespace &&
      resource &&
      hasOption(this.#sync.syncOptions, 'CreateNamespace=true') &&
      !tasks.some(
        ({ identity }) =>
          identity.kind === 'Namespace' && identity.name === namespace,
      ) &&
      !this.#api.find(resource, undefined, namespace);
    if (!isWanted) return undefined;
    const metadata =
      this.#application.spec.syncPolicy?.managedNamespaceMetadata ?? {};
    return {
      identity: {
        group: '',
        kind: 'Namespace',
        namespace: '',
        name: namespace,
      },
      version: 'v1',
      resource,
      isNamespaced: false,
      desired: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, ...metadata },
      },
      phase: 'PreSync',
      wave: -1,
      isHook: false,
    };
  }

  #areValid(tasks: SyncTask[]): boolean {
    for (const task of tasks) {
      const problem = this.#problemOf(task);
      if (problem) this.#record(task, 'SyncFailed', problem, undefined);
    }
    return this.results.length === 0;
  }

  #problemOf(task: SyncTask): string | undefined {
    const { identity } = task;
    const { group, kind, namespace, name } = identity;
    if (!task.resource) {
      return `The Kubernetes API could not find ${group}/${kind} for requested resource ${namespace}/${name}. Make sure the "${kind}" CRD is installed on the destination cluster.`;
    }
    if (!permitsKind(this.#project, identity, task.isNamespaced)) {
      return `resource ${group}:${kind} is not permitted in project ${
        this.#project.name
      }`;
    }
    if (task.isNamespaced && !permitsNamespace(this.#project, namespace)) {
      return `namespace ${namespace} is not permitted in project '${
        this.#project.name
      }'`;
    }
    return task.isHook
      ? 'the lab does not run hooks: take the annotation away or try it on a real Argo CD'
      : undefined;
  }

  #perform(task: SyncTask): boolean {
    return task.desired ? this.#applyTask(task) : this.#prune(task);
  }

  #applyTask(task: SyncTask): boolean {
    const { resource, identity, live } = task;
    if (!resource || !task.desired) return false;
    const desired = structuredClone(task.desired);
    const options = this.#sync.syncOptions;
    if (live && hasOption(options, 'RespectIgnoreDifferences=true')) {
      const { ignoreDifferences } = this.#application.spec;
      keepIgnored(desired, live, rulesFor(ignoreDifferences, identity));
    }
    try {
      const { outcome } = this.#applier.apply(resource, desired, {
        serverSide:
          hasOption(options, 'ServerSideApply=true') ||
          hasSyncOption(desired, 'ServerSideApply=true'),
        dryRun: this.#sync.dryRun,
      });
      const typeName = `${identity.kind.toLocaleLowerCase('en-US')}${
        identity.group ? `.${identity.group}` : ''
      }`;
      this.#record(
        task,
        'Synced',
        `${typeName}/${identity.name} ${outcome}${
          this.#sync.dryRun ? ' (dry run)' : ''
        }`,
        this.#sync.dryRun ? 'Succeeded' : 'Running',
      );
      return true;
    } catch (error) {
      this.#record(task, 'SyncFailed', (error as Error).message, 'Failed');
      return false;
    }
  }

  #prune(task: SyncTask): boolean {
    const { resource, live } = task;
    if (!resource || !live) return true;
    if (!this.#sync.prune) {
      this.#record(
        task,
        'PruneSkipped',
        'ignored (requires pruning)',
        'Succeeded',
      );
      return true;
    }
    if (hasSyncOption(live, 'Prune=false')) {
      this.#record(task, 'PruneSkipped', 'ignored (no prune)', 'Succeeded');
      return true;
    }
    try {
      this.#api.delete(resource, live.metadata.namespace, live.metadata.name, {
        as: LAB_CONTROLLER,
        propagationPolicy: 'Foreground',
        dryRun: this.#sync.dryRun,
      });
    } catch (error) {
      if (!isNotFound(error)) {
        this.#record(task, 'SyncFailed', (error as Error).message, 'Failed');
        return false;
      }
    }
    this.#record(
      task,
      'Pruned',
      this.#sync.dryRun ? 'pruned (dry run)' : 'pruned',
      'Succeeded',
    );
    return true;
  }

  /** Whether the next wave may begin as far as this object is concerned. */
  #stateOf(task: SyncTask): 'done' | 'waiting' | 'failed' {
    const { resource, identity } = task;
    const result = this.#resultOf(task);
    if (!resource || !result || this.#sync.dryRun) return 'done';
    const live = this.#api.find(
      resource,
      identity.namespace || undefined,
      identity.name,
    );
    if (!task.desired) {
      return !live || result.status === 'PruneSkipped' ? 'done' : 'waiting';
    }
    const health = live ? assessHealth(live) ?? 'Healthy' : 'Missing';
    if (health === 'Healthy') {
      if (task.phase === 'Sync') result.hookPhase = 'Succeeded';
      return 'done';
    }
    if (health !== 'Degraded') return 'waiting';
    result.hookPhase = 'Failed';
    return 'failed';
  }

  #resultOf(task: SyncTask): SyncResult | undefined {
    const key = identityKey(task.identity);
    return this.results.find(result => identityKey(result) === key);
  }

  #record(
    task: SyncTask,
    status: SyncResult['status'],
    message: string,
    hookPhase: SyncResult['hookPhase'],
  ): void {
    const { identity, version, phase } = task;
    const images = podImages([task.desired ?? task.live]);
    this.results.push({
      ...identity,
      version,
      status,
      message,
      ...(hookPhase ? { hookPhase } : {}),
      syncPhase: phase,
      ...(images.length > 0 ? { images } : {}),
    });
  }
}

function waitingFor(tasks: SyncTask[], waitSeconds: number): SyncProgress {
  const [{ identity }] = tasks;
  const more = tasks.length - 1;
  return {
    phase: 'Running',
    message: `waiting for healthy state of ${identity.group}/${identity.kind}/${
      identity.name
    }${more > 0 ? ` and ${more} more resources` : ''}`,
    waitSeconds,
  };
}
