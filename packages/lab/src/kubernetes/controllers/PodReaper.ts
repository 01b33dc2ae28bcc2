import type { LabClock } from '../../clock/LabClock';
import type { StoredChange } from '../store/StoredChange';
import type { ControllerOptions } from './GarbageCollector';

/** Seconds that a pod of the lab takes to end, at most. */
const END_SECONDS = 1;

/** Plays the kubelet's last act: a pod that was told to end is gone a moment later. */
export class PodReaper {
  readonly #options: ControllerOptions & { clock: LabClock };

  constructor(options: ControllerOptions & { clock: LabClock }) {
    this.#options = options;
  }

  start(): () => void {
    const { store } = this.#options;
    for (const object of store.list('pods')) {
      this.#onChange({ revision: 0, key: 'pods', type: 'ADDED', object });
    }
    return store.subscribe(change => this.#onChange(change));
  }

  #onChange(change: StoredChange): void {
    const { metadata } = change.object;
    if (change.key !== 'pods' || change.type === 'DELETED') return;
    if (!metadata.deletionTimestamp) return;
    if (change.previous?.metadata.deletionTimestamp) return;
    const grace = metadata.deletionGracePeriodSeconds ?? 0;
    this.#options.clock.after(Math.min(grace, END_SECONDS), () => {
      const { store } = this.#options;
      const pod = store.get('pods', metadata.namespace, metadata.name);
      if (pod?.metadata.uid !== metadata.uid || !pod) return;
      if (pod.metadata.finalizers?.length) {
        store.put('pods', {
          ...pod,
          metadata: { ...pod.metadata, deletionGracePeriodSeconds: 0 },
        });
      } else {
        store.remove('pods', pod);
      }
    });
  }
}
