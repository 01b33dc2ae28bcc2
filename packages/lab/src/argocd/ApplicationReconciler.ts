import { type LabClock, timestamp } from '../clock/LabClock';
import { ApplicationStore } from './ApplicationStore';
import type {
  ApplicationComparer,
  Comparison,
} from './compare/ApplicationComparer';
import { countsWhenMissing } from './health/assessHealth';
import { worstHealth } from './health/Health';
import type { LiveObjects } from './LiveObjects';
import {
  type Application,
  REFRESH_ANNOTATION,
  placeOf,
  sourceFields,
  shownSources,
  sourcesOf,
} from './model/Application';
import { isJsonObject, type JsonObject } from './model/JsonValue';
import { podImages } from './model/podImages';
import { specProblems } from './project/projectRules';
import { maySync } from './project/syncWindows';
import type { Renderer, Rendering } from './render/Renderer';
import { type AutoSyncDecision, decideAutoSync } from './sync/autoSync';

/** Seconds between two looks at a sync window that is shut. */
const WINDOW_INTERVAL = 10;

/**
 * How thoroughly an Application is looked at: `live` with the manifests of last time, `git` with refs that may be as
 * old as half a poll, `normal` with refs asked for now, `hard` with manifests read anew.
 */
export type RefreshLevel = 'live' | 'git' | 'normal' | 'hard';

/** Compares an Application with the cluster, writes its status, and starts a sync where automation wants one. */
export class ApplicationReconciler {
  readonly #clock: LabClock;
  readonly #store: ApplicationStore;
  readonly #renderer: Renderer;
  readonly #comparer: ApplicationComparer;
  readonly #live: LiveObjects;
  readonly #pollSeconds: number;
  readonly #namespace: string;
  readonly #renderings = new Map<
    string,
    { of: string; rendering: Rendering }
  >();

  constructor(options: {
    clock: LabClock;
    store: ApplicationStore;
    renderer: Renderer;
    comparer: ApplicationComparer;
    live: LiveObjects;
    pollSeconds: number;
    namespace: string;
  }) {
    this.#clock = options.clock;
    this.#store = options.store;
    this.#renderer = options.renderer;
    this.#comparer = options.comparer;
    this.#live = options.live;
    this.#pollSeconds = options.pollSeconds;
    this.#namespace = options.namespace;
  }

  /** @returns seconds after which it is to be looked at again (`live`), if that is known */
  async reconcile(
    name: string,
    level: RefreshLevel,
  ): Promise<number | undefined> {
    const seen = this.#store.find(name);
    if (!seen) return undefined;
    const project = this.#store.project(seen.spec.project);
    const problems = specProblems(seen.spec, project);
    if (!project || problems.length > 0) {
      this.#write(seen, {
        ...this.#statusOf(seen),
        conditions: this.#store.conditions(seen, problems),
        health: this.#store.health(seen, 'Unknown'),
        sync: { ...syncOf(seen), status: 'Unknown' },
      });
      return undefined;
    }
    for (const { group, version, kind } of seen.status?.resources ?? []) {
      this.#live.watch(
        group ? `${group}/${version}` : `${version}`,
        kind ?? '',
      );
    }
    const rendering = await this.#render(seen, level);
    // Git took its time: the Application may have changed meanwhile.
    const application = this.#store.find(name);
    if (!application || !isSameSpec(application, seen)) return undefined;
    const comparison = this.#comparer.compare(application, project, rendering);
    const revisions = rendering.ok ? rendering.revisions : [];
    const decided = decideAutoSync(
      application,
      comparison,
      revisions,
      this.#clock.now(),
    );
    const isBlocked =
      decided.type === 'sync' &&
      !maySync(application, project, {
        now: this.#clock.now(),
        isManual: false,
      });
    const decision: AutoSyncDecision = isBlocked
      ? { type: 'later', seconds: WINDOW_INTERVAL }
      : decided;
    const conditions = [
      ...comparison.conditions,
      ...(decision.type === 'refused' ? [decision.condition] : []),
    ];
    const startsSync = decision.type === 'sync';
    if (startsSync) {
      this.#store.patch(name, {
        operation: decision.operation,
        status: { operationState: null, sourceHydrator: {}, summary: {} },
      });
    }
    const current = startsSync ? this.#store.find(name) : application;
    if (!current) return undefined;
    this.#write(current, {
      ...this.#statusOf(current),
      conditions: this.#store.conditions(current, conditions),
      controllerNamespace: this.#namespace,
      health: this.#store.health(
        current,
        worstHealth(
          comparison.objects.map(({ health, identity }) =>
            health === 'Missing' && !countsWhenMissing(identity)
              ? undefined
              : health,
          ),
        ),
      ),
      ...(level === 'live' ? {} : { reconciledAt: timestamp(this.#clock) }),
      resourceHealthSource: 'appTree',
      resources: resourcesOf(comparison),
      ...sourceTypesOf(current, rendering),
      summary: summaryOf(comparison),
      sync: {
        comparedTo: {
          destination: current.spec.destination,
          ...(rendering.ok
            ? shownSources(current.spec)
            : sourceFields(current.spec)),
          ignoreDifferences: current.spec.ignoreDifferences,
        },
        ...revisionsOf(current, rendering),
        status: comparison.status,
      },
    });
    return decision.type === 'later' ? decision.seconds : undefined;
  }

  /** Forgets an Application that is gone. */
  forget(name: string): void {
    this.#renderings.delete(name);
    this.#live.setInterest(name, []);
  }

  async #render(
    application: Application,
    level: RefreshLevel,
  ): Promise<Rendering> {
    const sources = sourcesOf(application.spec);
    const of = JSON.stringify(sources);
    const known = this.#renderings.get(application.name);
    if (level === 'live' && known?.of === of) return known.rendering;
    const rendering = await this.#renderer.render(sources, {
      application: placeOf(application),
      maxAgeSeconds:
        level === 'normal' || level === 'hard' ? 0 : this.#pollSeconds / 2,
      forget: level === 'hard',
    });
    this.#renderings.set(application.name, { of, rendering });
    return rendering;
  }

  #statusOf(application: Application): JsonObject {
    const { status } = application.object;
    return isJsonObject(status) ? { ...status } : {};
  }

  #write(application: Application, status: JsonObject): void {
    const isAsked =
      application.object.metadata.annotations?.[REFRESH_ANNOTATION] !==
      undefined;
    this.#store.writeStatus(
      application,
      status,
      isAsked
        ? { metadata: { annotations: { [REFRESH_ANNOTATION]: null } } }
        : {},
    );
  }
}

function isSameSpec(a: Application, b: Application): boolean {
  return JSON.stringify(a.spec) === JSON.stringify(b.spec);
}

function syncOf(application: Application): JsonObject {
  const sync = application.status?.sync;
  return isJsonObject(sync) ? sync : {};
}

function resourcesOf(comparison: Comparison): JsonObject[] | undefined {
  const resources = comparison.objects.map(entry => {
    const { group, kind, namespace, name } = entry.identity;
    return {
      ...(group ? { group } : {}),
      kind,
      ...(name ? { name } : {}),
      ...(namespace ? { namespace } : {}),
      ...(entry.desired ? {} : { requiresPruning: true }),
      status: entry.status,
      ...(entry.wave === 0 ? {} : { syncWave: entry.wave }),
      version: entry.version,
    };
  });
  const beside = comparison.beside.map(({ identity, version, isHook }) => {
    const { group, kind, namespace, name } = identity;
    return {
      ...(group ? { group } : {}),
      ...(isHook ? { hook: true } : {}),
      kind,
      name,
      ...(namespace ? { namespace } : {}),
      ...(isHook ? { requiresPruning: true } : {}),
      version,
    };
  });
  const all = [...resources, ...beside].sort((a, b) =>
    resourceKey(a) < resourceKey(b) ? -1 : 1,
  );
  return all.length > 0 ? all : undefined;
}

function resourceKey(resource: JsonObject): string {
  const { group = '', kind, namespace = '', name } = resource;
  return `${group}/${kind}/${namespace}/${name}`;
}

function summaryOf(comparison: Comparison): JsonObject {
  const images = podImages(comparison.objects.map(({ live }) => live));
  return images.length > 0 ? { images } : {};
}

function sourceTypesOf(
  application: Application,
  rendering: Rendering,
): JsonObject {
  if (!rendering.ok) return {};
  return (application.spec.sources ?? []).length > 0
    ? { sourceTypes: rendering.sourceTypes, sourceType: undefined }
    : { sourceType: rendering.sourceTypes[0], sourceTypes: undefined };
}

// Without manifests there is no commit: the revision is then what the spec asks for.
function revisionsOf(
  application: Application,
  rendering: Rendering,
): JsonObject {
  const isMultiSource = (application.spec.sources ?? []).length > 0;
  if (!rendering.ok) {
    return isMultiSource
      ? {}
      : { revision: application.spec.source?.targetRevision };
  }
  return isMultiSource
    ? { revisions: rendering.revisions }
    : { revision: rendering.revisions[0] };
}
