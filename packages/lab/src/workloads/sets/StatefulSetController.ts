import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { createPod, deletePod } from '../createPod';
import { templateHash } from '../deployments/templateHash';
import { isReady } from '../podFacts';
import { CLAIMS, STATEFUL_SETS } from '../resources';
import type { Pod, PodTemplate, Selector } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';

const COMPONENT = 'statefulset-controller';
const REVISION_LABEL = 'controller-revision-hash';

interface StatefulSet extends KubernetesObject {
  spec: {
    replicas?: number;
    podManagementPolicy?: string;
    updateStrategy?: { type?: string };
    selector: Selector;
    template: PodTemplate;
    volumeClaimTemplates?: KubernetesObject[];
  };
  status?: { currentRevision?: string };
}

function numberOf(pod: Pod): number {
  return Number(
    pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1),
  );
}

/** Keeps the numbered pods of StatefulSets, one after the other, and replaces them from the last when the template changes. */
export class StatefulSetController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api, pods } = this.#context;
    const stops = [
      api.watch(STATEFUL_SETS, ({ type, object }) => {
        if (type === 'DELETED') this.#queue.forget(keyOf(object));
        else this.#queue.add(keyOf(object));
      }),
      pods.subscribe((_, pod) => {
        const owner = controllerOf(pod, 'StatefulSet');
        if (owner) this.#queue.add(`${pod.metadata.namespace}/${owner.name}`);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const set = this.#context.api.find(STATEFUL_SETS, namespace, name) as
      | StatefulSet
      | undefined;
    if (!set) return;
    const revision = `${name}-${templateHash(set.spec.template)}`;
    try {
      if (!set.metadata.deletionTimestamp) this.#advance(set, revision);
    } finally {
      this.#report(set, revision);
    }
    this.#queue.succeeded(key);
  }

  #podsOf(set: StatefulSet): Pod[] {
    return this.#context.pods
      .of(set.metadata.uid)
      .sort((a, b) => numberOf(a) - numberOf(b));
  }

  #advance(set: StatefulSet, revision: string): void {
    const { replicas = 1, podManagementPolicy, updateStrategy } = set.spec;
    const pods = this.#podsOf(set);
    const parallel = podManagementPolicy === 'Parallel';
    const surplus = pods.filter(pod => numberOf(pod) >= replicas).reverse();
    for (const pod of surplus.slice(0, parallel ? undefined : 1)) {
      this.#remove(set, pod);
    }
    const present = new Map(pods.map(pod => [numberOf(pod), pod]));
    for (let number = 0; number < replicas; number++) {
      const pod = present.get(number);
      if (!pod) this.#create(set, number, revision);
      if (!parallel && !(pod && isReady(pod))) return;
    }
    const old = pods
      .reverse()
      .find(pod => pod.metadata.labels?.[REVISION_LABEL] !== revision);
    const settled = pods.every(
      pod => isReady(pod) && !pod.metadata.deletionTimestamp,
    );
    if (old && settled && updateStrategy?.type !== 'OnDelete') {
      this.#remove(set, old);
    }
  }

  #remove(set: StatefulSet, pod: Pod): void {
    if (pod.metadata.deletionTimestamp) return;
    deletePod(this.#context, set, pod, COMPONENT);
  }

  #create(set: StatefulSet, number: number, revision: string): void {
    const name = `${set.metadata.name}-${number}`;
    const volumes = (set.spec.volumeClaimTemplates ?? []).map(template => {
      const claimName = `${template.metadata.name}-${name}`;
      this.#claim(set, template, claimName);
      const { name: volume } = template.metadata;
      return { name: volume, persistentVolumeClaim: { claimName } };
    });
    const { spec } = set.spec.template;
    createPod(this.#context, set, set.spec.template, COMPONENT, {
      name,
      labels: {
        [REVISION_LABEL]: revision,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(number),
      },
      spec: {
        hostname: name,
        ...(volumes.length > 0 && {
          volumes: [...(spec.volumes ?? []), ...volumes],
        }),
      },
    });
  }

  // Claims stay when their pod goes: the next pod of the number finds its data again.
  #claim(set: StatefulSet, template: KubernetesObject, name: string): void {
    const { api } = this.#context;
    const { namespace } = set.metadata;
    if (api.find(CLAIMS, namespace, name)) return;
    const { labels } = template.metadata;
    api.create(
      CLAIMS,
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name,
          namespace,
          labels: { ...set.spec.selector.matchLabels, ...labels },
        },
        spec: template.spec,
      },
      { as: LAB_CONTROLLER, fieldManager: 'kube-controller-manager' },
    );
  }

  #report(set: StatefulSet, revision: string): void {
    const { api } = this.#context;
    const pods = this.#podsOf(set);
    const ready = pods.filter(isReady);
    const updated = pods.filter(
      pod => pod.metadata.labels?.[REVISION_LABEL] === revision,
    );
    const before = set.status?.currentRevision ?? revision;
    const complete =
      updated.length === pods.length &&
      ready.length === (set.spec.replicas ?? 1) &&
      pods.length === ready.length;
    const currentRevision = complete ? revision : before;
    const current = pods.filter(
      pod => pod.metadata.labels?.[REVISION_LABEL] === currentRevision,
    );
    writeStatus(api, STATEFUL_SETS, set, {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      ...(ready.length > 0 && { readyReplicas: ready.length }),
      ...(current.length > 0 && { currentReplicas: current.length }),
      ...(updated.length > 0 && { updatedReplicas: updated.length }),
      availableReplicas: ready.length,
      currentRevision,
      updateRevision: revision,
      collisionCount: 0,
    });
  }
}
