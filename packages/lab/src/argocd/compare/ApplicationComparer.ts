import type {
  KubernetesApi,
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import { assessHealth } from '../health/assessHealth';
import type { Health } from '../health/Health';
import type { LiveObjects } from '../LiveObjects';
import {
  type Application,
  type ApplicationCondition,
  hasOption,
  type IgnoredDifferences,
} from '../model/Application';
import type { AppProject } from '../model/AppProject';
import { equalJson, isJsonObject, type JsonObject } from '../model/JsonValue';
import { permitsKind, permitsNamespace } from '../project/projectRules';
import type { Rendering } from '../render/Renderer';
import { isCore, type ObjectApplier } from '../sync/ObjectApplier';
import { annotationOf } from './annotationsOf';
import { type DesiredObject, desiredObjects } from './desiredObjects';
import { isHook, syncWave } from './hooks';
import { dropIgnored, rulesFor } from './ignoredFields';
import {
  identityKey,
  identityOf,
  type ObjectIdentity,
  trackedBy,
} from './trackingId';

/** Sync status of an object or an Application. */
export type SyncStatus = 'Synced' | 'OutOfSync' | 'Unknown';

/** One object, as Git wants it and as it is. */
export interface ComparedObject {
  identity: ObjectIdentity;
  version: string;
  resource?: ResourceId;
  isNamespaced: boolean;
  /** Undefined: Git does not have it (any more). */
  desired?: KubernetesObject;
  /** Undefined: the cluster does not have it (yet). */
  live?: KubernetesObject;
  status: SyncStatus;
  health?: Health;
  wave: number;
}

/** An object that belongs to an Application but is no part of the state that is compared. */
export interface BesideObject {
  identity: ObjectIdentity;
  version: string;
  /** A hook that is there; else an object that is never brought. */
  isHook: boolean;
}

/** All objects of an Application, and what to say about them. */
export interface Comparison {
  status: SyncStatus;
  objects: ComparedObject[];
  beside: BesideObject[];
  /** Hooks that Git has. */
  hooks: DesiredObject[];
  conditions: ApplicationCondition[];
}

/** Compares what Git asks for with what is live. */
export class ApplicationComparer {
  readonly #api: KubernetesApi;
  readonly #live: LiveObjects;
  readonly #applier: ObjectApplier;
  // What was found for one desired object against one state of the live one; both are objects that never change.
  readonly #known = new WeakMap<
    KubernetesObject,
    { desired: KubernetesObject; rules: string; changed: boolean }
  >();

  constructor(options: {
    api: KubernetesApi;
    live: LiveObjects;
    applier: ObjectApplier;
  }) {
    this.#api = options.api;
    this.#live = options.live;
    this.#applier = options.applier;
  }

  compare(
    application: Application,
    project: AppProject,
    rendering: Rendering,
  ): Comparison {
    const { objects: all, conditions } = desiredObjects(
      application,
      rendering.ok ? rendering.manifests : [],
      this.#api,
    );
    const hooks = all.filter(entry => entry.isHook);
    const desired = new Map(
      all
        .filter(entry => !entry.isHook && !entry.isSkipped)
        .map(entry => [entry.key, entry]),
    );
    for (const { object } of all)
      this.#live.watch(object.apiVersion, object.kind);
    this.#live.setInterest(application.name, [...desired.keys()]);

    const others = this.#live
      .trackedBy(application.name)
      .filter(live => !desired.has(identityKey(identityOf(live))));
    const beside = [
      ...all.filter(entry => entry.isSkipped).map(besideDesired),
      ...others.filter(isHook).map(besideLive),
    ];
    const extra = others
      .filter(live => !isHook(live))
      .map(live => this.#extraObject(live))
      .filter(entry => isPermitted(entry, project));
    const objects = [
      ...[...desired.values()].map(entry =>
        this.#desiredObject(application, entry, conditions),
      ),
      ...extra,
    ].sort((a, b) =>
      identityKey(a.identity) < identityKey(b.identity) ? -1 : 1,
    );
    const status = overallStatus(rendering, objects);
    for (const entry of objects) {
      if (!rendering.ok || !permitsObjectKind(entry, project)) {
        entry.status = 'Unknown';
      }
    }
    if (!rendering.ok) {
      conditions.push({ type: 'ComparisonError', message: rendering.message });
    }
    return {
      status,
      objects,
      beside,
      hooks,
      conditions,
    };
  }

  #desiredObject(
    application: Application,
    desired: DesiredObject,
    conditions: ApplicationCondition[],
  ): ComparedObject {
    const { identity, resource, object } = desired;
    if (desired.isNamespaced && !identity.namespace) {
      conditions.push({
        type: 'InvalidSpecError',
        message: `Namespace for ${identity.name} ${
          object.apiVersion.includes('/')
            ? object.apiVersion
            : `/${object.apiVersion}`
        }, Kind=${identity.kind} is missing.`,
      });
    }
    const live =
      this.#live.tracked(application.name, desired.key) ?? this.#find(desired);
    const owner = live && trackedBy(live);
    if (owner && owner !== application.name) {
      conditions.push({
        type: 'SharedResourceWarning',
        message: `${identity.kind}/${identity.name} is part of applications ${application.namespace}/${application.name} and ${owner}`,
      });
    }
    const isSynced =
      live && resource && !this.#isChanged(application, resource, object, live);
    return {
      identity,
      version: desired.version,
      resource,
      isNamespaced: desired.isNamespaced,
      desired: object,
      live,
      status: isSynced ? 'Synced' : 'OutOfSync',
      health: live ? assessHealth(live)?.status : 'Missing',
      wave: desired.wave,
    };
  }

  #find(desired: DesiredObject): KubernetesObject | undefined {
    const { resource, identity, isNamespaced } = desired;
    const isComplete =
      identity.name !== '' && (identity.namespace !== '' || !isNamespaced);
    return resource && isComplete
      ? this.#api.find(resource, identity.namespace || undefined, identity.name)
      : undefined;
  }

  #extraObject(live: KubernetesObject): ComparedObject {
    const resource = this.#api.resourceOf(live.apiVersion, live.kind);
    return {
      identity: identityOf(live),
      version: live.apiVersion.split('/').at(-1) ?? '',
      resource,
      isNamespaced: live.metadata.namespace !== undefined,
      live,
      status: 'OutOfSync',
      health: assessHealth(live)?.status,
      wave: syncWave(live),
    };
  }

  #isChanged(
    application: Application,
    resource: ResourceId,
    desired: KubernetesObject,
    live: KubernetesObject,
  ): boolean {
    const { spec } = application;
    const rules = rulesFor(spec.ignoreDifferences, identityOf(desired));
    const serverSide = hasOption(
      spec.syncPolicy?.syncOptions,
      'ServerSideApply=true',
    );
    const ruleKey = JSON.stringify([rules, serverSide]);
    const known = this.#known.get(live);
    if (known?.rules === ruleKey && equalJson(known.desired, desired)) {
      return known.changed;
    }
    const changed =
      this.#isRewritten(resource, desired, live, rules) ||
      this.#applier.wouldChange(resource, desired, live, {
        serverSide,
        normalize: object => dropIgnored(object, live, rules),
      });
    this.#known.set(live, { desired, rules: ruleKey, changed });
    return changed;
  }

  /**
   * Whether the server keeps something else than Git says in a custom resource, for ever: a webhook that writes the
   * object anew drops empty maps and lists. A dry run does not show it, the webhook changes that one too.
   */
  #isRewritten(
    resource: ResourceId,
    desired: KubernetesObject,
    live: KubernetesObject,
    rules: IgnoredDifferences[],
  ): boolean {
    if (!resource.group.includes('.') || isCore(resource.group)) return false;
    const wanted: JsonObject = structuredClone({
      ...desired,
      status: undefined,
    });
    dropIgnored(wanted, live, rules);
    const present: JsonObject = structuredClone({ ...live });
    dropIgnored(present, live, rules);
    return !isWithin(wanted, present);
  }
}

function besideDesired({ identity, version }: DesiredObject): BesideObject {
  return { identity, version, isHook: false };
}

function besideLive(live: KubernetesObject): BesideObject {
  return {
    identity: identityOf(live),
    version: live.apiVersion.split('/').at(-1) ?? '',
    isHook: true,
  };
}

function isWithin(wanted: unknown, present: unknown): boolean {
  if (wanted === undefined || wanted === null) return true;
  if (!isJsonObject(wanted)) return equalJson(wanted, present);
  return (
    isJsonObject(present) &&
    Object.entries(wanted).every(([name, value]) =>
      isWithin(value, present[name]),
    )
  );
}

function overallStatus(
  rendering: Rendering,
  objects: ComparedObject[],
): SyncStatus {
  if (!rendering.ok) return 'Unknown';
  const differs = objects.some(
    entry =>
      entry.status === 'OutOfSync' &&
      (entry.desired !== undefined || !isExtraneousIgnored(entry)),
  );
  return differs ? 'OutOfSync' : 'Synced';
}

function isExtraneousIgnored(entry: ComparedObject): boolean {
  return (
    annotationOf(entry.live, 'argocd.argoproj.io/compare-options') ===
    'IgnoreExtraneous'
  );
}

function permitsObjectKind(
  entry: ComparedObject,
  project: AppProject,
): boolean {
  return permitsKind(project, entry.identity, entry.isNamespaced);
}

function isPermitted(entry: ComparedObject, project: AppProject): boolean {
  return (
    permitsObjectKind(entry, project) &&
    (!entry.isNamespaced || permitsNamespace(project, entry.identity.namespace))
  );
}
