import {
  ApiError,
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
  type ResourceId,
  type WriteOptions,
} from '../../kubernetes/KubernetesApi';
import { equalJson, isJsonObject, type JsonObject } from '../model/JsonValue';
import { mergeForPatch } from './mergeForPatch';

const FIELD_MANAGER = 'argocd-controller';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What became of an apply. */
export interface Applied {
  object: KubernetesObject;
  /** `created`, `configured`, `unchanged` or `serverside-applied`, as kubectl says it. */
  outcome: string;
}

/** Brings single objects to the cluster, as `kubectl apply` does. */
export class ObjectApplier {
  readonly #api: KubernetesApi;

  constructor(options: { api: KubernetesApi }) {
    this.#api = options.api;
  }

  /**
   * @param options - `serverSide`: by server-side apply that takes conflicting fields over; else by a three-way patch
   *   with the last applied configuration in an annotation; `replace`: the whole object is written anew
   * @throws ApiError
   */
  apply(
    resource: ResourceId,
    desired: KubernetesObject,
    options: { serverSide: boolean; replace?: boolean; dryRun?: boolean },
  ): Applied {
    if (options.replace) {
      return this.#replace(resource, desired, options.dryRun);
    }
    return options.serverSide
      ? this.#serverSide(resource, desired, options.dryRun)
      : this.#clientSide(resource, desired, options.dryRun);
  }

  /** Whether an apply would change the live object. A refusal counts as a change: it is seen when the sync is tried. */
  wouldChange(
    resource: ResourceId,
    desired: KubernetesObject,
    live: KubernetesObject,
    options: { serverSide: boolean; normalize?: (object: unknown) => void },
  ): boolean {
    let predicted: KubernetesObject;
    try {
      predicted = this.apply(resource, desired, {
        ...options,
        dryRun: true,
      }).object;
    } catch {
      return true;
    }
    return !equalJson(
      comparable(predicted, options.normalize),
      comparable(live, options.normalize),
    );
  }

  #replace(
    resource: ResourceId,
    desired: KubernetesObject,
    dryRun: boolean | undefined,
  ): Applied {
    const { namespace, name } = desired.metadata;
    return this.#api.find(resource, namespace, name)
      ? {
          object: this.#api.update(resource, desired, writer(dryRun)),
          outcome: 'replaced',
        }
      : {
          object: this.#api.create(resource, desired, writer(dryRun)),
          outcome: 'created',
        };
  }

  #serverSide(
    resource: ResourceId,
    desired: KubernetesObject,
    dryRun: boolean | undefined,
  ): Applied {
    return {
      object: this.#api.patch(
        resource,
        desired.metadata.namespace,
        desired.metadata.name,
        'apply',
        desired,
        { ...writer(dryRun), force: true },
      ),
      outcome: 'serverside-applied',
    };
  }

  #clientSide(
    resource: ResourceId,
    desired: KubernetesObject,
    dryRun: boolean | undefined,
  ): Applied {
    const { namespace, name } = desired.metadata;
    const lastApplied = `${JSON.stringify(sorted(desired))}\n`;
    const target: KubernetesObject = {
      ...desired,
      metadata: {
        ...desired.metadata,
        annotations: {
          ...desired.metadata.annotations,
          [LAST_APPLIED]: lastApplied,
        },
      },
    };
    const live = this.#api.find(resource, namespace, name);
    if (!live) {
      return {
        object: this.#api.create(resource, target, writer(dryRun)),
        outcome: 'created',
      };
    }
    const isBuiltIn = !resource.group.includes('.') || isCore(resource.group);
    const patch = mergeForPatch({
      previous: parseLastApplied(live),
      desired: target,
      live,
      strategic: isBuiltIn,
    });
    const object = this.#api.patch(
      resource,
      namespace,
      name,
      isBuiltIn ? 'strategic' : 'merge',
      patch,
      writer(dryRun),
    );
    const changed =
      object.metadata.resourceVersion !== live.metadata.resourceVersion;
    return { object, outcome: changed ? 'configured' : 'unchanged' };
  }
}

/** Whether a refusal means that the object is not there (any more). */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.code === 404;
}

/** Whether a group is part of Kubernetes itself although it has a dot in its name. */
export function isCore(group: string): boolean {
  return group.endsWith('.k8s.io') && !group.endsWith('.cni.cncf.io');
}

function writer(dryRun: boolean | undefined): WriteOptions {
  return { as: LAB_CONTROLLER, fieldManager: FIELD_MANAGER, dryRun };
}

function comparable(
  object: KubernetesObject,
  normalize: ((object: unknown) => void) | undefined,
): JsonObject {
  const copy: JsonObject = structuredClone({ ...object, status: undefined });
  normalize?.(copy);
  if (isJsonObject(copy.metadata)) {
    delete copy.metadata.managedFields;
    delete copy.metadata.resourceVersion;
    delete copy.metadata.generation;
    if (isJsonObject(copy.metadata.annotations)) {
      delete copy.metadata.annotations[LAST_APPLIED];
    }
  }
  return copy;
}

function parseLastApplied(live: KubernetesObject): JsonObject {
  try {
    const value: unknown = JSON.parse(
      live.metadata.annotations?.[LAST_APPLIED] ?? '{}',
    );
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, entry]) => [name, sorted(entry)]),
  );
}
