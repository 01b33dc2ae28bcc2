import type {
  KubernetesObject,
  ResourceId,
} from '../../kubernetes/KubernetesApi';
import { keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { matchesSelector } from '../labelSelector';
import { belongsToGuest } from '../podFacts';
import { PODS } from '../resources';
import type { Pod, Selector } from '../types';
import type { WorkloadsContext } from '../WorkloadsContext';

/** Looks after the objects of a kind that select pods of their namespace; only a pod that one selects brings it up. */
export class SelectedPods<T extends KubernetesObject> {
  readonly #context: WorkloadsContext;
  readonly #resource: ResourceId;
  readonly #selectorOf: (object: T) => Selector | undefined;
  readonly #selectors = new Map<string, Map<string, Selector>>();
  readonly #queue: ReconcileQueue;

  /** `reconcile` gets an object and the pods that it selects, in the order of their names. */
  constructor(options: {
    context: WorkloadsContext;
    resource: ResourceId;
    selectorOf(object: T): Selector | undefined;
    reconcile(object: T, pods: Pod[]): void;
  }) {
    this.#context = options.context;
    this.#resource = options.resource;
    this.#selectorOf = options.selectorOf;
    this.#queue = new ReconcileQueue({
      clock: options.context.clock,
      reconcile: key => this.#reconcile(key, options.reconcile),
    });
  }

  start(): () => void {
    const { api, pods } = this.#context;
    const stops = [
      api.watch(this.#resource, ({ type, object }) => {
        const { namespace = '' } = object.metadata;
        const key = keyOf(object);
        const known =
          this.#selectors.get(namespace) ?? new Map<string, Selector>();
        this.#selectors.set(namespace, known);
        const selector =
          type === 'DELETED' ? undefined : this.#selectorOf(object as T);
        if (selector) {
          known.set(key, selector);
          this.#queue.add(key);
        } else {
          known.delete(key);
          this.#queue.forget(key);
        }
      }),
      pods.subscribe((_, pod) => {
        if (belongsToGuest(pod)) return;
        const known = this.#selectors.get(pod.metadata.namespace ?? '');
        for (const [key, selector] of known ?? []) {
          if (matchesSelector(selector, pod.metadata.labels)) {
            this.#queue.add(key);
          }
        }
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  #reconcile(key: string, reconcile: (object: T, pods: Pod[]) => void): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const object = api.find(this.#resource, namespace, name) as T | undefined;
    const selector = object && this.#selectorOf(object);
    if (!object || !selector) return;
    const { items } = api.list(PODS, { namespace });
    const selected = (items as Pod[]).filter(pod =>
      matchesSelector(selector, pod.metadata.labels),
    );
    reconcile(object, selected);
    this.#queue.succeeded(key);
  }
}
