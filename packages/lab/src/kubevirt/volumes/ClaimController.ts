import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { keyOf, partsOf } from '../objectKeys';
import { CLAIMS, STORAGE_CLASSES } from '../resources';
import { StepTimers } from '../StepTimers';
import type { Claim } from '../types';
import { writeStatus } from '../writeStatus';
import { bindsLate } from './bindsLate';
import { defaultStorageClass } from './claimOfVolume';

/** Lab seconds until a volume for a claim is provisioned. */
const PROVISION_SECONDS = 0.4;
/** Annotation by which the scheduler says where a claim's first consumer will be. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** Plays the storage: a claim whose class exists is bound soon, another one waits for its class or its first pod. */
export class ClaimController {
  readonly #context: KubevirtContext;
  readonly #timers: StepTimers;
  readonly #waiting = new Set<string>();

  constructor(context: KubevirtContext) {
    this.#context = context;
    this.#timers = new StepTimers(context.clock);
  }

  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(CLAIMS, ({ type, object }) => {
        if (type === 'DELETED') this.#forget(keyOf(object));
        else this.#see(object as Claim);
      }),
      api.watch(STORAGE_CLASSES, ({ type }) => {
        if (type === 'DELETED') return;
        for (const key of this.#waiting) this.#provision(key);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#timers.stop();
    };
  }

  #forget(key: string): void {
    this.#timers.clear(key);
    this.#waiting.delete(key);
  }

  #see(claim: Claim): void {
    const key = keyOf(claim);
    if (claim.status?.phase === 'Bound' || claim.metadata.deletionTimestamp) {
      this.#forget(key);
      return;
    }
    this.#waiting.add(key);
    this.#provision(key);
  }

  #provision(key: string): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const claim = api.find(CLAIMS, namespace, name) as Claim | undefined;
    if (!claim) return;
    const wanted = claim.spec.storageClassName ?? defaultStorageClass(api);
    if (!wanted || !api.find(STORAGE_CLASSES, undefined, wanted)) return;
    if (bindsLate(api, claim) && !claim.metadata.annotations?.[SELECTED_NODE]) {
      this.#context.events.normal(
        claim,
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
        'persistentvolume-controller',
      );
      return;
    }
    this.#timers.after(key, 'bind', PROVISION_SECONDS, () =>
      this.#bind(key, wanted),
    );
  }

  #bind(key: string, storageClass: string): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const claim = api.find(CLAIMS, namespace, name) as Claim | undefined;
    if (!claim || claim.status?.phase === 'Bound') return;
    const bound = api.update(
      CLAIMS,
      {
        ...claim,
        spec: {
          ...claim.spec,
          storageClassName: storageClass,
          volumeName: `pvc-${claim.metadata.uid}`,
        },
      },
      { as: LAB_CONTROLLER },
    );
    writeStatus(api, CLAIMS, bound, {
      phase: 'Bound',
      accessModes: claim.spec.accessModes,
      capacity: claim.spec.resources?.requests,
    });
  }
}
