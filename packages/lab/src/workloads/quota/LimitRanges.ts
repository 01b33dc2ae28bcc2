import type {
  AdmissionReview,
  KubernetesApi,
  KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { CLAIMS, LIMIT_RANGES, PODS } from '../resources';
import type { Pod, Resources } from '../types';
import { forbidden } from './forbidden';
import {
  fillContainer,
  limitFaults,
  podResources,
  type Limit,
} from './limitRules';

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface LimitRange extends KubernetesObject {
  spec?: { limits?: Limit[] };
}

/** Gives pods the defaults of their namespace's LimitRanges, and refuses what is outside of them. */
export class LimitRanges {
  readonly #api: KubernetesApi;
  readonly #ranges = new Map<string, Map<string, LimitRange>>();
  #stopped = false;

  constructor(options: { api: KubernetesApi }) {
    this.#api = options.api;
  }

  start(): () => void {
    this.#api.addAdmission({
      resources: [PODS, CLAIMS],
      mutate: review => this.#fill(review),
      validate: review => this.#check(review),
    });
    const stop = this.#api.watch(LIMIT_RANGES, ({ type, object }) => {
      const { namespace = '', name } = object.metadata;
      const ranges =
        this.#ranges.get(namespace) ?? new Map<string, LimitRange>();
      if (type === 'DELETED') ranges.delete(name);
      else ranges.set(name, object as LimitRange);
      this.#ranges.set(namespace, ranges);
    });
    return () => {
      this.#stopped = true;
      stop();
    };
  }

  #limits({ namespace, operation, subresource }: AdmissionReview): Limit[][] {
    const ranges = this.#ranges.get(namespace ?? '');
    if (this.#stopped || !ranges || operation !== 'CREATE' || subresource) {
      return [];
    }
    return [...ranges.values()]
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      .map(({ spec }) => spec?.limits ?? []);
  }

  #fill(review: AdmissionReview): void {
    const { object, resource } = review;
    if (!object || resource.plural !== 'pods') return;
    const { spec, metadata } = object as Pod;
    for (const limits of this.#limits(review)) {
      const words = limits
        .filter(({ type }) => type === 'Container')
        .flatMap(limit => [
          ...spec.containers.flatMap(container =>
            fillContainer(container, limit, 'container'),
          ),
          ...(spec.initContainers ?? []).flatMap(container =>
            fillContainer(container, limit, 'init container'),
          ),
        ]);
      if (words.length === 0) continue;
      metadata.annotations = {
        ...metadata.annotations,
        [ANNOTATION]: `LimitRanger plugin set: ${words.join('; ')}`,
      };
    }
  }

  #check(review: AdmissionReview): void {
    const { object, resource } = review;
    if (!object) return;
    const faults = this.#limits(review)
      .flat()
      .flatMap(limit => {
        if (resource.plural === 'persistentvolumeclaims') {
          const { resources } = object.spec as { resources?: Resources };
          return limit.type === 'PersistentVolumeClaim'
            ? limitFaults(limit, resources ?? {})
            : [];
        }
        const { containers, initContainers = [] } = (object as Pod).spec;
        if (limit.type === 'Container') {
          return [...containers, ...initContainers].flatMap(({ resources }) =>
            limitFaults(limit, resources ?? {}),
          );
        }
        return limit.type === 'Pod'
          ? limitFaults(limit, podResources(containers))
          : [];
      });
    const different = [...new Set(faults)];
    if (different.length === 0) return;
    throw forbidden(
      review,
      different.length === 1 ? different[0] : `[${different.join(', ')}]`,
    );
  }
}
