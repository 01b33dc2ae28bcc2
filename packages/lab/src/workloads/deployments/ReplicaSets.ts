import {
  ApiError,
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { controllerReference } from '../../kubevirt/objectKeys';
import { DEPLOYMENTS, REPLICA_SETS } from '../resources';
import type { Deployment, ReplicaSet } from '../types';
import type { WorkloadsContext } from '../WorkloadsContext';
import { newReplicas, rolloutBounds, wantedReplicas } from './rollout';
import {
  HASH_LABEL,
  sameTemplate,
  templateHash,
  withHash,
} from './templateHash';

const COMPONENT = 'deployment-controller';
const REVISION = 'deployment.kubernetes.io/revision';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAXIMUM = 'deployment.kubernetes.io/max-replicas';
/** Annotations of a Deployment that its ReplicaSets do not get. */
const NOT_COPIED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  DESIRED,
  MAXIMUM,
]);
const write = {
  as: LAB_CONTROLLER,
  fieldManager: 'kube-controller-manager',
} as const;

/** Number of the rollout that an object stands for; 0 when it has none. */
export function revisionOf(object: KubernetesObject): number {
  return Number(object.metadata.annotations?.[REVISION] ?? 0);
}

function sizes(deployment: Deployment): Record<string, string> {
  const wanted = wantedReplicas(deployment);
  return {
    [DESIRED]: String(wanted),
    [MAXIMUM]: String(wanted + rolloutBounds(deployment).surge),
  };
}

/** The ReplicaSets of Deployments: found, made, scaled and cleaned up. */
export class ReplicaSets {
  readonly #context: WorkloadsContext;

  constructor(context: WorkloadsContext) {
    this.#context = context;
  }

  /** Those of a Deployment: the one of its present template, and the others, oldest first. */
  of(deployment: Deployment): { current?: ReplicaSet; old: ReplicaSet[] } {
    const all = this.#context.replicaSets
      .of(deployment.metadata.uid)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    const { template } = deployment.spec;
    const current = all.find(set => sameTemplate(set.spec.template, template));
    return { current, old: all.filter(set => set !== current) };
  }

  /** The ReplicaSet of the present template, made when there is none, under the newest revision. */
  ensureCurrent(
    deployment: Deployment,
    sets: { current?: ReplicaSet; old: ReplicaSet[] },
  ): ReplicaSet {
    const revision = String(Math.max(0, ...sets.old.map(revisionOf)) + 1);
    const current = sets.current
      ? this.#renew(deployment, sets.current, revision)
      : this.#create(deployment, sets.old, revision);
    const known = String(revisionOf(current));
    if (deployment.metadata.annotations?.[REVISION] !== known) {
      const { namespace, name } = deployment.metadata;
      const metadata = { annotations: { [REVISION]: known } };
      this.#context.api.patch(
        DEPLOYMENTS,
        namespace,
        name,
        'merge',
        { metadata },
        write,
      );
    }
    return current;
  }

  /** Gives a ReplicaSet another number of pods; the annotations follow in any case. */
  scale(deployment: Deployment, set: ReplicaSet, replicas: number): ReplicaSet {
    const { api, events } = this.#context;
    const { namespace, name, annotations = {} } = set.metadata;
    const before = set.spec.replicas ?? 1;
    const wanted = sizes(deployment);
    const noted = Object.entries(wanted).every(
      ([key, value]) => annotations[key] === value,
    );
    if (before === replicas && noted) return set;
    const scaled = api.patch(
      REPLICA_SETS,
      namespace,
      name,
      'merge',
      { metadata: { annotations: wanted }, spec: { replicas } },
      write,
    ) as ReplicaSet;
    if (before !== replicas) {
      const way = before < replicas ? 'up' : 'down';
      events.normal(
        deployment,
        'ScalingReplicaSet',
        `Scaled ${way} replica set ${name} from ${before} to ${replicas}`,
        COMPONENT,
      );
    }
    return scaled;
  }

  /** Deletes the oldest of the empty ones beyond the Deployment's `revisionHistoryLimit`. */
  cleanUp(deployment: Deployment, old: ReplicaSet[]): void {
    const limit = deployment.spec.revisionHistoryLimit ?? 10;
    const surplus = old
      .filter(set => !set.metadata.deletionTimestamp)
      .slice(0, Math.max(0, old.length - limit));
    for (const { metadata, spec, status } of surplus) {
      if (spec.replicas !== 0 || (status?.replicas ?? 0) !== 0) continue;
      const { namespace, name } = metadata;
      this.#context.api.delete(REPLICA_SETS, namespace, name, write);
    }
  }

  #copied(deployment: Deployment): Record<string, string> {
    return Object.fromEntries(
      Object.entries(deployment.metadata.annotations ?? {}).filter(
        ([key]) => !NOT_COPIED.has(key),
      ),
    );
  }

  /** An older template came back: its ReplicaSet gets the newest revision. */
  #renew(
    deployment: Deployment,
    set: ReplicaSet,
    revision: string,
  ): ReplicaSet {
    const { namespace, name, annotations = {} } = set.metadata;
    const wanted: Record<string, string> = {
      ...this.#copied(deployment),
      ...sizes(deployment),
      ...(revisionOf(set) < Number(revision) && { [REVISION]: revision }),
    };
    const same = Object.entries(wanted).every(
      ([key, value]) => annotations[key] === value,
    );
    if (same) return set;
    return this.#context.api.patch(
      REPLICA_SETS,
      namespace,
      name,
      'merge',
      { metadata: { annotations: wanted } },
      write,
    ) as ReplicaSet;
  }

  #create(
    deployment: Deployment,
    old: ReplicaSet[],
    revision: string,
  ): ReplicaSet {
    const { events } = this.#context;
    const { name, namespace } = deployment.metadata;
    const { selector, template, minReadySeconds } = deployment.spec;
    const collisions = deployment.status?.collisionCount ?? 0;
    const hash = templateHash(template, collisions);
    const replicas = newReplicas(deployment, 0, old);
    const object = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...template.metadata?.labels, [HASH_LABEL]: hash },
        annotations: {
          ...this.#copied(deployment),
          ...sizes(deployment),
          [REVISION]: revision,
        },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        ...(minReadySeconds && { minReadySeconds }),
        selector: {
          ...selector,
          matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
        },
        template: withHash(template, hash),
      },
    };
    const made = this.#createUnlessTaken(deployment, object, collisions);
    events.normal(
      deployment,
      'ScalingReplicaSet',
      `Scaled up replica set ${made.metadata.name} from 0 to ${replicas}`,
      COMPONENT,
    );
    return made;
  }

  #createUnlessTaken(
    deployment: Deployment,
    object: KubernetesObject,
    collisions: number,
  ): ReplicaSet {
    const { api } = this.#context;
    try {
      return api.create(REPLICA_SETS, object, write) as ReplicaSet;
    } catch (error) {
      if (
        error instanceof ApiError &&
        error.status.reason === 'AlreadyExists'
      ) {
        const { namespace, name } = deployment.metadata;
        api.patch(
          DEPLOYMENTS,
          namespace,
          name,
          'merge',
          { status: { collisionCount: collisions + 1 } },
          { ...write, subresource: 'status' },
        );
      }
      throw error;
    }
  }
}
