import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { fieldAt, isJsonObject, listAt, textAt } from '../model/JsonValue';
import { identityOf } from '../compare/trackingId';

/** Health of an object or an Application, in Argo CD's words. */
export type Health =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

const WORSE: Health[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** Worst of some healths; `Healthy` when there are none. */
export function worstHealth(healths: (Health | undefined)[]): Health {
  return healths.reduce<Health>(
    (worst, health) =>
      health && WORSE.indexOf(health) > WORSE.indexOf(worst) ? health : worst,
    'Healthy',
  );
}

const ASSESSMENTS: Record<string, (object: KubernetesObject) => Health> = {
  'kubevirt.io/VirtualMachine': virtualMachine,
  'kubevirt.io/VirtualMachineInstance': virtualMachineInstance,
  'cdi.kubevirt.io/DataVolume': dataVolume,
  'apps/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'apps/ReplicaSet': replicaSet,
  'batch/Job': job,
  '/Pod': pod,
  '/PersistentVolumeClaim': persistentVolumeClaim,
  '/Service': service,
  'external-secrets.io/ExternalSecret': readyCondition,
  'external-secrets.io/SecretStore': readyCondition,
  'external-secrets.io/ClusterSecretStore': readyCondition,
  'cert-manager.io/Certificate': certificate,
  'cert-manager.io/Issuer': readyCondition,
  'cert-manager.io/ClusterIssuer': readyCondition,
};

/** Health of one live object, undefined for kinds that have none (a ConfigMap is what it is). */
export function assessHealth(object: KubernetesObject): Health | undefined {
  if (object.metadata.deletionTimestamp) return 'Progressing';
  const { group, kind } = identityOf(object);
  return ASSESSMENTS[`${group}/${kind}`]?.(object);
}

function condition(object: unknown, type: string) {
  return listAt(object, 'status', 'conditions')
    .filter(isJsonObject)
    .find(entry => entry.type === type);
}

function number(object: unknown, ...path: string[]): number {
  const value = fieldAt(object, ...path);
  return typeof value === 'number' ? value : 0;
}

// A failed import or a missing claim also leaves a virtual machine not created: Argo CD calls that Suspended.
function virtualMachine(object: KubernetesObject): Health {
  if (condition(object, 'Paused')?.status === 'True') return 'Suspended';
  const ready = condition(object, 'Ready')?.status;
  if (ready === undefined) return 'Progressing';
  if (ready === 'True') return 'Healthy';
  return fieldAt(object, 'status', 'created') === true
    ? 'Progressing'
    : 'Suspended';
}

function virtualMachineInstance(object: KubernetesObject): Health {
  if (condition(object, 'Paused')?.status === 'True') return 'Suspended';
  switch (textAt(object, 'status', 'phase')) {
    case 'Running':
      return condition(object, 'Ready')?.status === 'True'
        ? 'Healthy'
        : 'Progressing';
    case 'Failed':
      return 'Degraded';
    case 'Succeeded':
      return 'Suspended';
    default:
      return 'Progressing';
  }
}

function dataVolume(object: KubernetesObject): Health {
  switch (textAt(object, 'status', 'phase')) {
    case 'Succeeded':
    case 'PendingPopulation':
      return 'Healthy';
    case 'Failed':
      return 'Degraded';
    case 'Unknown':
      return 'Unknown';
    case 'Paused':
      return 'Suspended';
    default:
      return 'Progressing';
  }
}

function isObserved(object: KubernetesObject): boolean {
  return (
    (object.metadata.generation ?? 0) <=
    number(object, 'status', 'observedGeneration')
  );
}

function deployment(object: KubernetesObject): Health {
  if (fieldAt(object, 'spec', 'paused') === true) return 'Suspended';
  if (!isObserved(object)) return 'Progressing';
  if (condition(object, 'Progressing')?.reason === 'ProgressDeadlineExceeded') {
    return 'Degraded';
  }
  const wanted = fieldAt(object, 'spec', 'replicas') ?? 1;
  const updated = number(object, 'status', 'updatedReplicas');
  const isComplete =
    updated >= Number(wanted) &&
    number(object, 'status', 'replicas') <= updated &&
    number(object, 'status', 'availableReplicas') >= updated;
  return isComplete ? 'Healthy' : 'Progressing';
}

function statefulSet(object: KubernetesObject): Health {
  if (!isObserved(object)) return 'Progressing';
  const wanted = Number(fieldAt(object, 'spec', 'replicas') ?? 1);
  return number(object, 'status', 'readyReplicas') >= wanted &&
    textAt(object, 'status', 'updateRevision') ===
      textAt(object, 'status', 'currentRevision')
    ? 'Healthy'
    : 'Progressing';
}

function daemonSet(object: KubernetesObject): Health {
  const wanted = number(object, 'status', 'desiredNumberScheduled');
  return isObserved(object) &&
    number(object, 'status', 'updatedNumberScheduled') >= wanted &&
    number(object, 'status', 'numberAvailable') >= wanted
    ? 'Healthy'
    : 'Progressing';
}

function replicaSet(object: KubernetesObject): Health {
  if (!isObserved(object)) return 'Progressing';
  if (condition(object, 'ReplicaFailure')?.status === 'True') return 'Degraded';
  return number(object, 'status', 'availableReplicas') >=
    number(object, 'spec', 'replicas')
    ? 'Healthy'
    : 'Progressing';
}

function job(object: KubernetesObject): Health {
  if (condition(object, 'Failed')?.status === 'True') return 'Degraded';
  if (condition(object, 'Complete')?.status === 'True') return 'Healthy';
  return condition(object, 'Suspended')?.status === 'True'
    ? 'Suspended'
    : 'Progressing';
}

function pod(object: KubernetesObject): Health {
  switch (textAt(object, 'status', 'phase')) {
    case 'Succeeded':
      return 'Healthy';
    case 'Failed':
      return 'Degraded';
    case 'Running':
      return condition(object, 'Ready')?.status === 'True'
        ? 'Healthy'
        : 'Progressing';
    default:
      return 'Progressing';
  }
}

function persistentVolumeClaim(object: KubernetesObject): Health {
  switch (textAt(object, 'status', 'phase')) {
    case 'Bound':
      return 'Healthy';
    case 'Lost':
      return 'Degraded';
    default:
      return 'Progressing';
  }
}

function service(object: KubernetesObject): Health {
  return fieldAt(object, 'spec', 'type') === 'LoadBalancer' &&
    listAt(object, 'status', 'loadBalancer', 'ingress').length === 0
    ? 'Progressing'
    : 'Healthy';
}

function readyCondition(object: KubernetesObject): Health {
  const status = condition(object, 'Ready')?.status;
  if (status === 'True') return 'Healthy';
  return status === 'False' ? 'Degraded' : 'Progressing';
}

function certificate(object: KubernetesObject): Health {
  if (condition(object, 'Issuing')?.status === 'True') return 'Progressing';
  return readyCondition(object);
}
