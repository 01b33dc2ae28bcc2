import { timestamp } from '../../clock/LabClock';
import { LAB_CONTROLLER } from '../../kubernetes/KubernetesApi';
import { controllerOf, keyOf, partsOf } from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { StepTimers } from '../../kubevirt/StepTimers';
import { isTrue } from '../conditions';
import { createPod, deletePod } from '../createPod';
import { isActive, isReady } from '../podFacts';
import { backOffSeconds } from '../pods/backOff';
import { JOBS } from '../resources';
import type { Condition, Pod } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { jobSelector } from './jobSelector';
import type { Job } from './jobTypes';

const COMPONENT = 'job-controller';
/** What `managedBy` says, said or not, of Jobs that are this controller's. */
const OWN = 'kubernetes.io/job-controller';

type Outcome = { type: 'Complete' | 'Failed'; reason: string; message: string };

const COMPLETE: Outcome = {
  type: 'Complete',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
};
const GIVEN_UP: Outcome = {
  type: 'Failed',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
};
const TOO_LATE: Outcome = {
  type: 'Failed',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
};

/** Runs the pods of Jobs until enough have succeeded or too many have failed. */
export class JobController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;
  readonly #deadlines: StepTimers;
  readonly #pauses: StepTimers;
  readonly #late = new Set<string>();
  /** Failures after which a Job has waited long enough, by uid. */
  readonly #waited = new Map<string, number>();

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#deadlines = new StepTimers(context.clock);
    this.#pauses = new StepTimers(context.clock);
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api, pods } = this.#context;
    api.addAdmission(jobSelector);
    const stops = [
      api.watch(JOBS, ({ type, object }) => {
        const key = keyOf(object);
        if (type === 'DELETED') this.#forget(key, object.metadata.uid ?? '');
        else this.#queue.add(key);
      }),
      pods.subscribe((_, pod) => {
        const owner = controllerOf(pod, 'Job');
        if (owner) this.#queue.add(`${pod.metadata.namespace}/${owner.name}`);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
      this.#deadlines.stop();
      this.#pauses.stop();
    };
  }

  #forget(key: string, uid: string): void {
    this.#queue.forget(key);
    this.#deadlines.clear(key);
    this.#pauses.clear(key);
    this.#late.delete(uid);
    this.#waited.delete(uid);
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key);
    const { api } = this.#context;
    const job = api.find(JOBS, namespace, name) as Job | undefined;
    if (!job || job.metadata.deletionTimestamp) return;
    const { conditions } = job.status ?? {};
    if (isTrue(conditions, 'Complete') || isTrue(conditions, 'Failed')) {
      this.#expire(key, job);
      return;
    }
    if ((job.spec.managedBy ?? OWN) !== OWN) return;
    this.#watchDeadline(key, job);
    const outcome = this.#outcomeOf(job);
    if (outcome) this.#finish(job, outcome);
    else this.#run(key, job);
    this.#queue.succeeded(key);
  }

  #podsOf(job: Job): Pod[] {
    return this.#context.pods.of(job.metadata.uid);
  }

  #count(job: Job, phase: 'Succeeded' | 'Failed'): number {
    return this.#podsOf(job).filter(pod => pod.status?.phase === phase).length;
  }

  #outcomeOf(job: Job): Outcome | undefined {
    const { completions = 1, backoffLimit = 6 } = job.spec;
    if (this.#count(job, 'Succeeded') >= completions) return COMPLETE;
    if (this.#late.has(job.metadata.uid ?? '')) return TOO_LATE;
    const restarts = this.#podsOf(job)
      .flatMap(({ status }) => status?.containerStatuses ?? [])
      .reduce((sum, { restartCount }) => sum + restartCount, 0);
    const failures = this.#count(job, 'Failed') + restarts;
    return failures > backoffLimit ? GIVEN_UP : undefined;
  }

  #run(key: string, job: Job): void {
    const active = this.#podsOf(job).filter(isActive);
    const { parallelism = 1, completions = 1, suspend } = job.spec;
    const left = completions - this.#count(job, 'Succeeded');
    const wanted = suspend ? 0 : Math.min(parallelism, left);
    for (const pod of active.slice(wanted)) {
      deletePod(this.#context, job, pod, COMPONENT);
    }
    if (active.length < wanted && this.#mayTryAgain(key, job)) {
      for (let count = active.length; count < wanted; count++) {
        createPod(this.#context, job, job.spec.template, COMPONENT);
      }
    }
    this.#report(job, []);
  }

  /** After failures, the next pods wait longer each time. */
  #mayTryAgain(key: string, job: Job): boolean {
    const failures = this.#count(job, 'Failed');
    const { uid = '' } = job.metadata;
    if (failures === 0 || this.#waited.get(uid) === failures) return true;
    this.#pauses.after(key, String(failures), backOffSeconds(failures), () => {
      this.#waited.set(uid, failures);
      this.#queue.add(key);
    });
    return false;
  }

  #finish(job: Job, outcome: Outcome): void {
    const { clock, events } = this.#context;
    for (const pod of this.#podsOf(job).filter(isActive)) {
      deletePod(this.#context, job, pod, COMPONENT);
    }
    const now = timestamp(clock);
    const { type, ...rest } = outcome;
    const first = type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
    this.#report(
      job,
      [first, type].map(name => ({
        type: name,
        status: 'True' as const,
        ...rest,
        lastProbeTime: now,
        lastTransitionTime: now,
      })),
    );
    if (type === 'Complete') {
      events.normal(job, 'Completed', 'Job completed', COMPONENT);
    } else {
      events.warning(job, rest.reason, rest.message, COMPONENT);
    }
  }

  #report(job: Job, outcome: Condition[]): void {
    const { api, clock } = this.#context;
    const active = this.#podsOf(job).filter(isActive);
    const done = outcome.length > 0;
    const succeeded = this.#count(job, 'Succeeded');
    const failed = this.#count(job, 'Failed');
    const conditions = [...(job.status?.conditions ?? []), ...outcome];
    const complete = isTrue(outcome, 'Complete');
    writeStatus(api, JOBS, job, {
      ...(!job.spec.suspend && {
        startTime: job.status?.startTime ?? timestamp(clock),
      }),
      ...(complete && { completionTime: timestamp(clock) }),
      ...(active.length > 0 && !done && { active: active.length }),
      ready: done ? 0 : active.filter(isReady).length,
      ...(succeeded > 0 && { succeeded }),
      ...(failed > 0 && { failed }),
      terminating: 0,
      uncountedTerminatedPods: {},
      ...(conditions.length > 0 && { conditions }),
    });
  }

  #watchDeadline(key: string, job: Job): void {
    const { activeDeadlineSeconds, suspend } = job.spec;
    if (activeDeadlineSeconds === undefined || suspend) return;
    this.#deadlines.after(key, 'deadline', activeDeadlineSeconds, () => {
      this.#late.add(job.metadata.uid ?? '');
      this.#queue.add(key);
    });
  }

  /** Deletes a finished Job when it has been kept for long enough. */
  #expire(key: string, job: Job): void {
    const { ttlSecondsAfterFinished } = job.spec;
    if (ttlSecondsAfterFinished === undefined) return;
    const { namespace, name, uid } = job.metadata;
    this.#deadlines.after(key, 'expire', ttlSecondsAfterFinished, () => {
      const { api } = this.#context;
      if (api.find(JOBS, namespace, name)?.metadata.uid !== uid) return;
      api.delete(JOBS, namespace, name, {
        as: LAB_CONTROLLER,
        propagationPolicy: 'Foreground',
      });
    });
  }
}
