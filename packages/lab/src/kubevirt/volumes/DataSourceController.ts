import { timestamp } from '../../clock/LabClock';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { conditionOf, withCondition } from '../conditions';
import type { KubevirtContext } from '../KubevirtContext';
import { CLAIMS, DATA_SOURCES, STORAGE_CLASSES } from '../resources';
import type { Condition } from '../types';
import { ensureStorageProfile } from './storageProfiles';

/** Tells of each DataSource whether what it points at is there, and makes a StorageProfile for each storage class. */
export class DataSourceController {
  readonly #context: KubevirtContext;

  constructor(context: KubevirtContext) {
    this.#context = context;
  }

  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(DATA_SOURCES, ({ type, object }) => {
        if (type !== 'DELETED') this.#judge(object);
      }),
      api.watch(CLAIMS, ({ type, object }) => {
        if (type !== 'MODIFIED') this.#onClaim(object);
      }),
      api.watch(STORAGE_CLASSES, ({ type, object }) => {
        if (type === 'ADDED') ensureStorageProfile(api, object);
      }),
    ];
    return () => stops.forEach(stop => stop());
  }

  // Images live in a few namespaces; a claim elsewhere has no DataSource of its name.
  #onClaim({ metadata }: KubernetesObject): void {
    const { api } = this.#context;
    const source = api.find(DATA_SOURCES, metadata.namespace, metadata.name);
    if (source) this.#judge(source);
  }

  #judge(source: KubernetesObject): void {
    const { api, clock } = this.#context;
    const { pvc } = ((source.spec as { source?: unknown })?.source ?? {}) as {
      pvc?: { namespace: string; name: string };
    };
    const found = pvc && api.find(CLAIMS, pvc.namespace, pvc.name);
    const now = timestamp(clock);
    const ready: Condition = {
      type: 'Ready',
      status: found ? 'True' : 'False',
      reason: found ? 'Ready' : 'NotFound',
      message: found ? 'DataSource is ready to be consumed' : 'PVC not found',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    };
    const status = (source.status ?? {}) as { conditions?: Condition[] };
    const conditions = withCondition(status.conditions, ready);
    if (conditionOf(conditions, 'Ready') !== ready) return;
    api.update(
      DATA_SOURCES,
      {
        ...source,
        status: { ...status, conditions, ...(pvc && { source: { pvc } }) },
      },
      { as: LAB_CONTROLLER },
    );
  }
}
