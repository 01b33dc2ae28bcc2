import { type LabClock, timestamp } from '../../clock/LabClock';
import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../../kubernetes/KubernetesApi';
import type { ApplicationStore } from '../ApplicationStore';
import type { Repositories } from '../git/Repositories';
import { APPLICATIONS, REFRESH_ANNOTATION } from '../model/Application';
import {
  APPLICATION_SETS,
  type ApplicationSet,
  parseApplicationSet,
  SET_REFRESH_ANNOTATION,
} from '../model/ApplicationSet';
import { isJsonObject, type JsonObject, textAt } from '../model/JsonValue';
import { mergePatchBetween } from '../model/mergePatchBetween';
import { WorkQueue } from '../WorkQueue';
import { generateApplications, GenerationError } from './generateApplications';
import { requeueSeconds } from './generateParameters';

/** Seconds in which changes of Applications are gathered before their set is looked at. */
const CHANGE_DELAY = 0.5;
/** Annotations that others put on Applications and that the template does not take away. */
const PRESERVED_ANNOTATIONS = [
  REFRESH_ANNOTATION,
  'argocd.argoproj.io/hydrate',
  'notified.notifications.argoproj.io',
];

/** Makes, changes and deletes the Applications that ApplicationSets ask for. */
export class ApplicationSetController {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #namespace: string;
  readonly #store: ApplicationStore;
  readonly #repositories: Repositories;
  readonly #seen = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #timers = new Map<string, () => void>();
  readonly #queue = new WorkQueue({ work: name => this.#work(name) });
  readonly #ends: (() => void)[] = [];
  #isStopped = false;

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    namespace: string;
    store: ApplicationStore;
    repositories: Repositories;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#namespace = options.namespace;
    this.#store = options.store;
    this.#repositories = options.repositories;
  }

  start(): void {
    this.#ends.push(
      this.#api.watch(APPLICATION_SETS, event =>
        this.#onSet(event.object, event.type === 'DELETED'),
      ),
      this.#api.watch(APPLICATIONS, event => this.#onApplication(event.object)),
    );
  }

  /** Resolves when nothing is under way; what waits for the clock is not. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  stop(): void {
    this.#isStopped = true;
    for (const end of this.#ends.splice(0)) end();
    for (const cancel of this.#timers.values()) cancel();
    this.#queue.stop();
  }

  #onSet(object: KubernetesObject, isDeleted: boolean): void {
    const { name, namespace, annotations } = object.metadata;
    if (namespace !== this.#namespace) return;
    if (isDeleted) {
      this.#seen.delete(name);
      this.#timers.get(name)?.();
      return;
    }
    const seen = JSON.stringify([
      object.metadata.uid,
      object.spec,
      annotations?.[SET_REFRESH_ANNOTATION],
    ]);
    if (this.#seen.get(name) === seen) return;
    this.#seen.set(name, seen);
    this.#asked.add(name);
    this.#queue.add(name);
  }

  #onApplication(object: KubernetesObject): void {
    const owner = object.metadata.ownerReferences?.find(
      ({ kind }) => kind === 'ApplicationSet',
    );
    if (!owner || !this.#seen.has(owner.name)) return;
    const key = `change/${owner.name}`;
    if (this.#timers.has(key)) return;
    this.#later(key, CHANGE_DELAY, () => this.#queue.add(owner.name));
  }

  async #work(name: string): Promise<void> {
    const object = this.#api.find(APPLICATION_SETS, this.#namespace, name);
    if (!object || object.metadata.deletionTimestamp || this.#isStopped) return;
    const isAsked = this.#asked.delete(name);
    let set: ApplicationSet;
    let failure: { error: GenerationError; generated: boolean } | undefined;
    try {
      set = parseApplicationSet(object);
    } catch {
      // What the schema lets through and cannot be read has no generator of the lab: there is nothing to make.
      return;
    }
    try {
      const wanted = await generateApplications(set, {
        repositories: this.#repositories,
        maxAgeSeconds: isAsked ? 0 : Infinity,
        project: project => this.#store.project(project),
      });
      if (this.#isStopped) return;
      const error = this.#bring(set, wanted);
      failure = error && { error, generated: true };
    } catch (error) {
      if (this.#isStopped) return;
      failure = { error: toGenerationError(error), generated: false };
    }
    this.#report(set, failure);
    const seconds = requeueSeconds(set.spec.generators);
    if (seconds !== undefined && (isAsked || !this.#timers.has(name))) {
      this.#later(name, seconds, () => {
        this.#asked.add(name);
        this.#queue.add(name);
      });
    }
  }

  /** Makes the Applications what the set asks for; what went wrong with one does not keep the others. */
  #bring(
    set: ApplicationSet,
    wanted: KubernetesObject[],
  ): GenerationError | undefined {
    const names = wanted.map(({ metadata }) => metadata.name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) {
      return new GenerationError(
        'ApplicationValidationError',
        `ApplicationSet ${set.name} contains applications with duplicate name: ${twice}`,
      );
    }
    const policy = set.spec.syncPolicy?.applicationsSync ?? 'sync';
    let failure: GenerationError | undefined;
    for (const application of wanted) {
      try {
        this.#createOrUpdate(set, application, policy);
      } catch (error) {
        failure ??= new GenerationError(
          'UpdateApplicationError',
          (error as Error).message,
        );
      }
    }
    if (policy === 'sync' || policy === 'create-delete') {
      for (const { metadata } of this.#ownedBy(set)) {
        if (names.includes(metadata.name) || metadata.deletionTimestamp) {
          continue;
        }
        this.#api.delete(APPLICATIONS, this.#namespace, metadata.name, {
          as: LAB_CONTROLLER,
        });
      }
    }
    return failure;
  }

  #createOrUpdate(
    set: ApplicationSet,
    wanted: KubernetesObject,
    policy: string,
  ): void {
    const { name } = wanted.metadata;
    const live = this.#api.find(APPLICATIONS, this.#namespace, name);
    const writer = {
      as: LAB_CONTROLLER,
      fieldManager: 'argocd-applicationset-controller',
    };
    if (!live) {
      this.#api.create(APPLICATIONS, wanted, writer);
      return;
    }
    if (policy === 'create-only' || policy === 'create-delete') return;
    if (live.metadata.deletionTimestamp) return;
    const { annotations = [], labels = [] } = set.spec.preservedFields ?? {};
    const patch = mergePatchBetween(
      owned(live, live),
      owned(wanted, live, [...PRESERVED_ANNOTATIONS, ...annotations], labels),
    );
    if (patch) {
      this.#api.patch(
        APPLICATIONS,
        this.#namespace,
        name,
        'merge',
        patch,
        writer,
      );
    }
  }

  #ownedBy(set: ApplicationSet): KubernetesObject[] {
    return this.#api
      .list(APPLICATIONS, { namespace: this.#namespace })
      .items.filter(({ metadata }) =>
        metadata.ownerReferences?.some(({ uid }) => uid === set.uid),
      );
  }

  #report(
    set: ApplicationSet,
    failure: { error: GenerationError; generated: boolean } | undefined,
  ): void {
    const resources = this.#ownedBy(set)
      .filter(({ metadata }) => !metadata.deletionTimestamp)
      .map(application => ({
        group: 'argoproj.io',
        health: {
          status: textAt(application, 'status', 'health', 'status'),
        },
        kind: 'Application',
        name: application.metadata.name,
        namespace: application.metadata.namespace,
        status: textAt(application, 'status', 'sync', 'status'),
        version: 'v1alpha1',
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const before = isJsonObject(set.object.status) ? set.object.status : {};
    const patch = mergePatchBetween(before, {
      ...before,
      conditions: this.#conditions(set, failure),
      ...(resources.length > 0
        ? { resources, resourcesCount: resources.length }
        : { resources: undefined, resourcesCount: undefined }),
    });
    const writer = {
      as: LAB_CONTROLLER,
      fieldManager: 'argocd-applicationset-controller',
    };
    const { annotations } = set.object.metadata;
    if (annotations?.[SET_REFRESH_ANNOTATION] !== undefined) {
      this.#patchSet(
        set,
        { metadata: { annotations: { [SET_REFRESH_ANNOTATION]: null } } },
        writer,
      );
    }
    if (patch) {
      this.#patchSet(
        set,
        { status: patch },
        { ...writer, subresource: 'status' },
      );
    }
  }

  #patchSet(
    set: ApplicationSet,
    body: JsonObject,
    writer: {
      as: typeof LAB_CONTROLLER;
      fieldManager: string;
      subresource?: 'status';
    },
  ): void {
    if (!this.#api.find(APPLICATION_SETS, this.#namespace, set.name)) return;
    this.#api.patch(
      APPLICATION_SETS,
      this.#namespace,
      set.name,
      'merge',
      body,
      writer,
    );
  }

  #conditions(
    set: ApplicationSet,
    failure: { error: GenerationError; generated: boolean } | undefined,
  ): JsonObject[] {
    const upToDate = {
      message: 'All applications have been generated successfully',
      reason: 'ApplicationSetUpToDate',
    };
    const failed = failure && {
      message: failure.error.message,
      reason: 'ErrorOccurred',
      status: 'False',
    };
    const conditions = [
      {
        ...(failure
          ? {
              message: failure.error.message,
              reason: failure.error.reason,
              status: 'True',
            }
          : { ...upToDate, status: 'False' }),
        type: 'ErrorOccurred',
      },
      {
        ...(failed && !failure.generated
          ? failed
          : {
              message: 'Successfully generated parameters for all Applications',
              reason: 'ParametersGenerated',
              status: 'True',
            }),
        type: 'ParametersGenerated',
      },
      {
        ...(failed ?? { ...upToDate, status: 'True' }),
        type: 'ResourcesUpToDate',
      },
    ];
    const before = set.status?.conditions ?? [];
    const now = timestamp(this.#clock);
    return conditions.map(condition => ({
      lastTransitionTime:
        before.find(
          old =>
            old.type === condition.type &&
            old.status === condition.status &&
            old.reason === condition.reason &&
            old.message === condition.message,
        )?.lastTransitionTime ?? now,
      ...condition,
    }));
  }

  #later(key: string, seconds: number, task: () => void): void {
    this.#timers.get(key)?.();
    const cancel = this.#clock.after(seconds, () => {
      this.#timers.delete(key);
      task();
    });
    this.#timers.set(key, cancel);
  }
}

function toGenerationError(error: unknown): GenerationError {
  return error instanceof GenerationError
    ? error
    : new GenerationError(
        'ApplicationGenerationFromParamsError',
        (error as Error).message,
      );
}

/** The part of an Application that its set decides on, with what others may keep there. */
function owned(
  application: KubernetesObject,
  live: KubernetesObject,
  keptAnnotations: string[] = [],
  keptLabels: string[] = [],
): JsonObject {
  const { metadata } = application;
  return {
    spec: application.spec,
    metadata: {
      annotations: {
        ...pick(live.metadata.annotations, keptAnnotations),
        ...metadata.annotations,
      },
      labels: { ...pick(live.metadata.labels, keptLabels), ...metadata.labels },
      finalizers: metadata.finalizers ?? [],
      ownerReferences: metadata.ownerReferences,
    },
  };
}

function pick(
  values: Record<string, string> | undefined,
  names: string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter(([name]) => names.includes(name)),
  );
}
