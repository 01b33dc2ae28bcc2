import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../../kubernetes/KubernetesApi';
import { hasSyncOption } from '../compare/annotationsOf';
import { keepIgnored, rulesFor } from '../compare/ignoredFields';
import {
  type Application,
  hasOption,
  type Operation,
} from '../model/Application';
import { isNotFound, type ObjectApplier } from './ObjectApplier';
import type { SyncResults } from './SyncResults';
import type { SyncTask } from './SyncTask';

/** Does single tasks of a sync and records what came of them. */
export class TaskRunner {
  readonly #application: Application;
  readonly #sync: NonNullable<Operation['sync']>;
  readonly #api: KubernetesApi;
  readonly #applier: ObjectApplier;
  readonly #results: SyncResults;

  constructor(options: {
    application: Application;
    sync: NonNullable<Operation['sync']>;
    api: KubernetesApi;
    applier: ObjectApplier;
    results: SyncResults;
  }) {
    this.#application = options.application;
    this.#sync = options.sync;
    this.#api = options.api;
    this.#applier = options.applier;
    this.#results = options.results;
  }

  /** The object of a task as it is now. */
  find(task: SyncTask): KubernetesObject | undefined {
    const { resource, identity } = task;
    return (
      resource &&
      this.#api.find(resource, identity.namespace || undefined, identity.name)
    );
  }

  /** @returns whether it came through */
  perform(task: SyncTask): boolean {
    return task.desired ? this.#apply(task) : this.#prune(task);
  }

  /** Deletes the object of a task that is there. */
  delete(task: SyncTask): void {
    const { resource, identity } = task;
    if (!resource || this.find(task)?.metadata.deletionTimestamp) return;
    try {
      this.#api.delete(
        resource,
        identity.namespace || undefined,
        identity.name,
        { as: LAB_CONTROLLER, propagationPolicy: 'Background' },
      );
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  #apply(task: SyncTask): boolean {
    const { resource, identity, live } = task;
    if (!resource || !task.desired) return false;
    const desired = structuredClone(task.desired);
    const { syncOptions: options, dryRun } = this.#sync;
    const has = (option: string) =>
      hasOption(options, option) || hasSyncOption(desired, option);
    if (live && hasOption(options, 'RespectIgnoreDifferences=true')) {
      const { ignoreDifferences } = this.#application.spec;
      keepIgnored(desired, live, rulesFor(ignoreDifferences, identity));
    }
    try {
      const { outcome } = this.#applier.apply(resource, desired, {
        serverSide: has('ServerSideApply=true'),
        replace: has('Replace=true'),
        dryRun,
      });
      const typeName = `${identity.kind.toLocaleLowerCase('en-US')}${
        identity.group ? `.${identity.group}` : ''
      }`;
      this.#results.record(task, {
        ...(task.isHook ? {} : { status: 'Synced' }),
        message: `${typeName}/${identity.name} ${outcome}${
          dryRun ? ' (dry run)' : ''
        }`,
        hookPhase: dryRun ? 'Succeeded' : 'Running',
      });
      return true;
    } catch (error) {
      return this.#refused(task, error);
    }
  }

  #prune(task: SyncTask): boolean {
    const { resource, live } = task;
    if (!resource || !live) return true;
    const skipped = !this.#sync.prune
      ? 'ignored (requires pruning)'
      : hasSyncOption(live, 'Prune=false') && 'ignored (no prune)';
    if (skipped) {
      this.#results.record(task, {
        status: 'PruneSkipped',
        message: skipped,
        hookPhase: 'Succeeded',
      });
      return true;
    }
    const { dryRun } = this.#sync;
    try {
      this.#api.delete(resource, live.metadata.namespace, live.metadata.name, {
        as: LAB_CONTROLLER,
        propagationPolicy: 'Foreground',
        dryRun,
      });
    } catch (error) {
      if (!isNotFound(error)) return this.#refused(task, error);
    }
    this.#results.record(task, {
      status: 'Pruned',
      message: dryRun ? 'pruned (dry run)' : 'pruned',
      hookPhase: 'Succeeded',
    });
    return true;
  }

  #refused(task: SyncTask, error: unknown): false {
    this.#results.record(task, {
      status: 'SyncFailed',
      message: (error as Error).message,
      hookPhase: 'Failed',
    });
    return false;
  }
}
