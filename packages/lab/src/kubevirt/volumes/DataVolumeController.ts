import { ApiError } from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { keyOf, partsOf } from '../objectKeys';
import { ReconcileQueue } from '../ReconcileQueue';
import { CLAIMS, DATA_VOLUMES } from '../resources';
import { StepTimers } from '../StepTimers';
import type { Claim, DataVolume } from '../types';
import { writeStatus } from '../writeStatus';
import { createClaim } from './claimOfVolume';
import {
  dataVolumeStatus,
  percentOf,
  progressText,
  refusedStatus,
  type DataVolumeStep,
} from './dataVolumeStatus';
import { importPlanOf, type ImportPlan } from './importPlan';

/** Lab seconds between two reports of progress. */
const REPORT_SECONDS = 0.8;
const SCHEDULE_SECONDS = 0.5;
const RETRY_SECONDS = 10;
const LONGEST_RETRY_SECONDS = 300;
const WORKING: DataVolumeStep['running'] = {
  status: 'True',
  reason: 'Pod is running',
};

/**
 * Plays CDI: a DataVolume gets its claim, then its content with progress. The progress that is written is all that there is
 * to know, so an import that was interrupted by an end of the lab goes on where it was.
 */
export class DataVolumeController {
  readonly #context: KubevirtContext;
  readonly #queue: ReconcileQueue;
  readonly #timers: StepTimers;
  /** Clones that wait for their source, by the key of the source. */
  readonly #waiting = new Map<string, Set<string>>();

  constructor(context: KubevirtContext) {
    this.#context = context;
    this.#timers = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(DATA_VOLUMES, ({ type, object }) => {
        const key = keyOf(object);
        if (type === 'DELETED') {
          this.#timers.clear(key);
          this.#queue.forget(key);
        } else {
          this.#queue.add(key);
        }
      }),
      api.watch(CLAIMS, ({ type, object }) => {
        const key = keyOf(object);
        // The claim of a DataVolume has its name.
        if (type !== 'ADDED') this.#queue.add(key);
        for (const clone of this.#waiting.get(key) ?? [])
          this.#queue.add(clone);
        this.#waiting.delete(key);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#timers.stop();
    };
  }

  #reconcile(key: string): void {
    const { api } = this.#context;
    const { namespace, name } = partsOf(key);
    const found = api.find(DATA_VOLUMES, namespace, name);
    if (!found || found.metadata.deletionTimestamp) return;
    const volume = found as DataVolume;
    const { phase } = volume.status ?? {};
    if (phase === 'Succeeded') return;
    const claim =
      (api.find(CLAIMS, namespace, name) as Claim | undefined) ??
      this.#tryClaim(key, volume);
    if (!claim) return;
    const plan = importPlanOf(volume);
    if (claim.status?.phase !== 'Bound') {
      this.#write(volume, this.#waitingStep(plan, claim, phase ?? 'Pending'));
    } else if (phase === plan.working) {
      this.#work(key, volume, plan, claim);
    } else if (phase === plan.scheduled) {
      this.#begin(key, volume, plan, claim);
    } else {
      this.#schedule(volume, plan, claim);
    }
  }

  /** The volume's new claim; when it is refused, the volume says why and it is tried again later. */
  #tryClaim(key: string, volume: DataVolume): Claim | undefined {
    const { api, clock, events } = this.#context;
    try {
      return createClaim(api, volume);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      const { message } = error;
      events.warning(
        volume,
        'ErrExceededQuota',
        message,
        'datavolume-controller',
      );
      const status = refusedStatus(volume.status ?? {}, message, clock);
      writeStatus(api, DATA_VOLUMES, volume, status);
      this.#queue.retry(key);
      return undefined;
    }
  }

  #waitingStep(plan: ImportPlan, claim: Claim, phase: string): DataVolumeStep {
    return {
      phase: phase === '' ? 'Pending' : phase,
      progress: 'N/A',
      claim,
      running: { status: 'False', reason: 'Pending' },
      ready: false,
      restartCount: plan.kind === 'import' ? 0 : undefined,
    };
  }

  #write(volume: DataVolume, step: DataVolumeStep): void {
    const { api, clock } = this.#context;
    const before = volume.status ?? {};
    writeStatus(
      api,
      DATA_VOLUMES,
      volume,
      dataVolumeStatus(before, step, clock),
    );
  }

  #tell(
    volume: DataVolume,
    plan: ImportPlan,
    what: 'scheduled' | 'in progress' | 'done',
  ): void {
    const { name, namespace } = volume.metadata;
    const { pvc, snapshot } = volume.spec.source ?? {};
    const origin = pvc ?? snapshot;
    const verb = plan.kind === 'clone' ? 'Clone' : 'Import';
    const texts =
      origin && plan.kind === 'clone'
        ? {
            scheduled: `Cloning from ${origin.namespace}/${origin.name} into ${namespace}/${name} scheduled`,
            'in progress': `Cloning from ${origin.namespace}/${origin.name} into ${namespace}/${name} in progress`,
            done: `Successfully cloned from ${origin.namespace}/${origin.name} into ${namespace}/${name}`,
          }
        : {
            scheduled: `Import into ${name} scheduled`,
            'in progress': `Import into ${name} in progress`,
            done: `Successfully imported into PVC ${name}`,
          };
    const reasons = {
      scheduled: plan.scheduled,
      'in progress': plan.working,
      done: `${verb}Succeeded`,
    };
    this.#context.events.normal(
      volume,
      reasons[what],
      texts[what],
      `datavolume-${plan.kind === 'clone' ? 'pvc-clone' : 'import'}-controller`,
    );
  }

  #schedule(volume: DataVolume, plan: ImportPlan, claim: Claim): void {
    this.#write(volume, this.#waitingStep(plan, claim, plan.scheduled));
    this.#tell(volume, plan, 'scheduled');
  }

  #begin(
    key: string,
    volume: DataVolume,
    plan: ImportPlan,
    claim: Claim,
  ): void {
    if (!this.#hasSource(key, volume)) return;
    this.#later(key, volume, 'begin', SCHEDULE_SECONDS, present => {
      this.#write(present, {
        phase: plan.working,
        progress: plan.kind === 'upload' ? 'N/A' : progressText(0),
        claim,
        running: WORKING,
        ready: false,
      });
      this.#tell(present, plan, 'in progress');
    });
  }

  // A clone waits until its source is there.
  #hasSource(key: string, volume: DataVolume): boolean {
    const origin = volume.spec.source?.pvc;
    if (!origin) return true;
    const { api } = this.#context;
    if (api.find(CLAIMS, origin.namespace, origin.name)) return true;
    const source = `${origin.namespace}/${origin.name}`;
    const waiting = this.#waiting.get(source) ?? new Set();
    this.#waiting.set(source, waiting.add(key));
    return false;
  }

  #work(key: string, volume: DataVolume, plan: ImportPlan, claim: Claim): void {
    if (plan.kind === 'upload') return;
    const percent = percentOf(volume.status?.progress);
    const restarts = volume.status?.restartCount ?? 0;
    const failing = plan.failure !== undefined;
    const step = `${percent} ${restarts}`;
    const wait =
      failing && restarts > 0 ? retrySeconds(restarts) : REPORT_SECONDS;
    this.#later(key, volume, step, wait, present => {
      if (failing) this.#fail(present, plan, claim, restarts + 1);
      else this.#advance(present, plan, claim, percent);
    });
  }

  #advance(
    volume: DataVolume,
    plan: ImportPlan,
    claim: Claim,
    percent: number,
  ): void {
    const { random } = this.#context;
    const [least, most] = plan.seconds;
    const seconds = least + random() * (most - least);
    const next = percent + (REPORT_SECONDS / seconds) * 100;
    const done = next >= 100;
    this.#write(volume, {
      phase: done ? 'Succeeded' : plan.working,
      progress: progressText(next),
      claim,
      running: done ? { status: 'False', reason: 'Completed' } : WORKING,
      ready: done,
    });
    if (done) this.#tell(volume, plan, 'done');
  }

  // The importer pod fails and is started again, for as long as the source is missing.
  #fail(
    volume: DataVolume,
    plan: ImportPlan,
    claim: Claim,
    restartCount: number,
  ): void {
    const message = plan.failure ?? '';
    this.#write(volume, {
      phase: plan.working,
      progress: volume.status?.progress ?? 'N/A',
      claim,
      running: { status: 'False', reason: 'Error', message },
      ready: false,
      restartCount,
    });
    this.#context.events.warning(
      volume,
      'Error',
      message,
      'datavolume-import-controller',
    );
  }

  #later(
    key: string,
    volume: DataVolume,
    step: string,
    seconds: number,
    change: (volume: DataVolume) => void,
  ): void {
    const { uid, namespace, name } = volume.metadata;
    this.#timers.after(key, `${uid} ${step}`, seconds, () => {
      const found = this.#context.api.find(DATA_VOLUMES, namespace, name);
      if (found?.metadata.uid === uid && !found?.metadata.deletionTimestamp) {
        change(found as DataVolume);
      }
    });
  }
}

// The kubelet waits longer each time before it starts a failing pod again.
function retrySeconds(restarts: number): number {
  return Math.min(LONGEST_RETRY_SECONDS, RETRY_SECONDS * 2 ** (restarts - 1));
}
