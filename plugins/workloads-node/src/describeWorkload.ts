import type { WorkloadSummary } from '@naru/plugin-gitops-common';
import type {
  AutoscalerObject,
  DeploymentObject,
  PodObject,
} from './objects/schemas';
import {
  autoscalerTroubles,
  deploymentTroubles,
} from './troubles/controllerTroubles';
import { currentPods } from './troubles/currentPods';
import { joinTroubles } from './troubles/joinTroubles';
import { podTroubles } from './troubles/podTroubles';
import type { Workload } from './Workloads';

/** The objects of one application in one namespace. */
export interface WorkloadObjects {
  deployments: DeploymentObject[];
  pods: PodObject[];
  autoscalers: AutoscalerObject[];
}

/** Says what runs of an application, and what is wrong with it. */
export function describeWorkload(
  objects: WorkloadObjects,
  now: number,
): Workload {
  const byName = <T extends { metadata: { name: string } }>(list: T[]) =>
    [...list].sort((one, other) =>
      one.metadata.name < other.metadata.name ? -1 : 1,
    );
  const deployments = byName(objects.deployments);
  const pods = byName(objects.pods);
  const autoscalers = byName(objects.autoscalers);
  return {
    summary: summaryOf(deployments, autoscalers),
    troubles: joinTroubles([
      ...currentPods(deployments, pods).flatMap(pod => podTroubles(pod, now)),
      ...deployments.flatMap(deploymentTroubles),
      ...autoscalers.flatMap(autoscaler => autoscalerTroubles(autoscaler, now)),
    ]),
    deployments: deployments.map(({ metadata }) => metadata.name),
    pods: pods
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name),
    settled: deployments.every(isSettled),
  };
}

function summaryOf(
  deployments: DeploymentObject[],
  autoscalers: AutoscalerObject[],
): WorkloadSummary {
  const sum = (count: (deployment: DeploymentObject) => number) =>
    deployments.reduce((total, deployment) => total + count(deployment), 0);
  const autoscaler = autoscalers.at(0);
  return {
    wanted: sum(({ spec }) => spec.replicas),
    ready: sum(({ status }) => status?.readyReplicas ?? 0),
    updated: sum(({ status }) => status?.updatedReplicas ?? 0),
    images: [
      ...new Set(
        deployments.flatMap(({ spec }) =>
          spec.template.spec.containers.map(({ image }) => image),
        ),
      ),
    ],
    autoscaler: autoscaler && {
      minimum: autoscaler.spec.minReplicas,
      maximum: autoscaler.spec.maxReplicas,
      current: autoscaler.status?.currentReplicas,
    },
  };
}

/** As `kubectl rollout status` decides. */
function isSettled({ metadata, spec, status }: DeploymentObject): boolean {
  if (
    !status ||
    (status.observedGeneration ?? 0) < (metadata.generation ?? 0)
  ) {
    return false;
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  return (
    updatedReplicas >= spec.replicas &&
    replicas <= updatedReplicas &&
    availableReplicas >= updatedReplicas
  );
}
