import type { LabClock } from '../clock/LabClock';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import { EventRecorder } from '../kubevirt/EventRecorder';
import { AutoscalerController } from './autoscaling/AutoscalerController';
import { DeploymentController } from './deployments/DeploymentController';
import { ExternalSecretController } from './externalsecrets/ExternalSecretController';
import { JobController } from './jobs/JobController';
import { OwnedObjects } from './OwnedObjects';
import { belongsToGuest } from './podFacts';
import { podQuality } from './pods/podQuality';
import { PodRuntime } from './pods/PodRuntime';
import { PodScheduler } from './pods/PodScheduler';
import { LimitRanges } from './quota/LimitRanges';
import { Quotas } from './quota/Quotas';
import { PODS, REPLICA_SETS } from './resources';
import { DisruptionController } from './services/DisruptionController';
import { EndpointsController } from './services/EndpointsController';
import { DaemonSetController } from './sets/DaemonSetController';
import { ReplicaSetController } from './sets/ReplicaSetController';
import { StatefulSetController } from './sets/StatefulSetController';
import type { Pod, ReplicaSet } from './types';
import type { Controller, WorkloadsContext } from './WorkloadsContext';

/** What the played workload controllers stand on. */
export interface StartWorkloadsOptions {
  api: KubernetesApi;
  /** All that takes time asks it. */
  clock: LabClock;
  /** Numbers in [0, 1), the same for the same seed. */
  random: () => number;
  /** Whether an image can be pulled; undefined when nobody knows its registry, and then it can. */
  imageExists?(image: string): boolean | undefined;
}

/**
 * Starts the controllers of workloads, a scheduler and kubelets: what runs in pods has a life. Objects that an earlier lab
 * left half-way go on from where they are. Guests' pods are KubeVirt's and left alone.
 */
export function startWorkloads(options: StartWorkloadsOptions): {
  stop(): void;
} {
  const { api, clock, random } = options;
  const context: WorkloadsContext = {
    api,
    clock,
    random,
    events: new EventRecorder(options),
    pods: new OwnedObjects<Pod>({
      api,
      resource: PODS,
      keep: pod => !belongsToGuest(pod),
    }),
    replicaSets: new OwnedObjects<ReplicaSet>({ api, resource: REPLICA_SETS }),
    imageExists: options.imageExists ?? (() => undefined),
  };
  const scheduler = new PodScheduler(context);
  const controllers: Controller[] = [
    // Defaults of a LimitRange count against the quota.
    new LimitRanges(context),
    new Quotas(context),
    scheduler,
    new PodRuntime(context, { scheduler }),
    new ReplicaSetController(context),
    new DeploymentController(context),
    new StatefulSetController(context),
    new DaemonSetController(context),
    new JobController(context),
    new AutoscalerController(context),
    new DisruptionController(context),
    new EndpointsController(context),
    ...(api.resourceOf('external-secrets.io/v1', 'ExternalSecret')
      ? [new ExternalSecretController(context)]
      : []),
  ];
  const stops = [
    ...controllers.map(controller => controller.start()),
    // Last, so that everybody hears of what is there already.
    context.pods.start(),
    context.replicaSets.start(),
  ];
  api.addAdmission(podQuality);
  return { stop: () => stops.forEach(stop => stop()) };
}
