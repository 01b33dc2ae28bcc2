import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { fieldAt, textAt } from '../model/JsonValue';
import { condition, messageOf, numberAt } from './conditions';
import type { HealthCheck, HealthStatus } from './Health';

const HEALTHY: HealthStatus = { status: 'Healthy' };

function progressing(message: string): HealthStatus {
  return { status: 'Progressing', message };
}

function isObserved(object: KubernetesObject): boolean {
  return (
    (object.metadata.generation ?? 0) <=
    numberAt(object, 'status', 'observedGeneration')
  );
}

function rollout(message: string): HealthStatus {
  return progressing(`Waiting for rollout to finish: ${message}`);
}

/** Health of a Deployment: the rollout, as `kubectl rollout status` tells it. */
export const deployment: HealthCheck = object => {
  if (fieldAt(object, 'spec', 'paused') === true) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  if (!isObserved(object)) {
    return rollout(
      'observed deployment generation less than desired generation',
    );
  }
  if (condition(object, 'Progressing')?.reason === 'ProgressDeadlineExceeded') {
    return {
      status: 'Degraded',
      message: `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    };
  }
  const wanted = Number(fieldAt(object, 'spec', 'replicas') ?? 1);
  const updated = numberAt(object, 'status', 'updatedReplicas');
  const replicas = numberAt(object, 'status', 'replicas');
  const available = numberAt(object, 'status', 'availableReplicas');
  if (updated < wanted) {
    return rollout(
      `${updated} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (replicas > updated) {
    return rollout(
      `${replicas - updated} old replicas are pending termination...`,
    );
  }
  return available < updated
    ? rollout(`${available} of ${updated} updated replicas are available...`)
    : HEALTHY;
};

/** Health of a ReplicaSet. */
export const replicaSet: HealthCheck = object => {
  if (!isObserved(object)) {
    return rollout(
      'observed replica set generation less than desired generation',
    );
  }
  const failure = condition(object, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return { status: 'Degraded', message: messageOf(failure) };
  }
  const wanted = Number(fieldAt(object, 'spec', 'replicas') ?? 1);
  const available = numberAt(object, 'status', 'availableReplicas');
  return available < wanted
    ? rollout(`${available} out of ${wanted} new replicas are available...`)
    : HEALTHY;
};

/** Health of a StatefulSet. */
export const statefulSet: HealthCheck = object => {
  const observed = numberAt(object, 'status', 'observedGeneration');
  if (observed === 0 || !isObserved(object)) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const wanted = Number(fieldAt(object, 'spec', 'replicas') ?? 1);
  const ready = numberAt(object, 'status', 'readyReplicas');
  if (ready < wanted) {
    return progressing(`Waiting for ${wanted - ready} pods to be ready...`);
  }
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return {
      status: 'Healthy',
      message: `statefulset has ${ready} ready pods`,
    };
  }
  const updated = numberAt(object, 'status', 'updatedReplicas');
  const revision = textAt(object, 'status', 'updateRevision') ?? '';
  return revision === (textAt(object, 'status', 'currentRevision') ?? '')
    ? {
        status: 'Healthy',
        message: `statefulset rolling update complete ${updated} pods at revision ${revision}...`,
      }
    : progressing(
        `waiting for statefulset rolling update to complete ${updated} pods at revision ${revision}...`,
      );
};

/** Health of a DaemonSet. */
export const daemonSet: HealthCheck = object => {
  if (!isObserved(object)) {
    return rollout(
      'observed daemon set generation less than desired generation',
    );
  }
  const wanted = numberAt(object, 'status', 'desiredNumberScheduled');
  const updated = numberAt(object, 'status', 'updatedNumberScheduled');
  const available = numberAt(object, 'status', 'numberAvailable');
  if (updated < wanted) {
    return rollout(`${updated} out of ${wanted} new pods have been updated...`);
  }
  return available < wanted
    ? rollout(`${available} of ${wanted} updated pods are available...`)
    : HEALTHY;
};
