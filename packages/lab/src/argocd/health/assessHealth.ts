import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import { identityOf, type ObjectIdentity } from '../compare/trackingId';
import type { HealthCheck, HealthStatus } from './Health';
import { cronJob, job } from './jobHealth';
import {
  apiService,
  autoscaler,
  certificate,
  disruptionBudget,
  ingress,
  readyCondition,
  service,
  volumeClaim,
} from './platformHealth';
import { pod } from './podHealth';
import {
  dataVolume,
  virtualMachine,
  virtualMachineInstance,
} from './virtualizationHealth';
import {
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
} from './workloadHealth';

/** Kinds that Argo CD itself understands; the others it knows by scripts. */
const BUILT_IN: Record<string, HealthCheck> = {
  '/PersistentVolumeClaim': volumeClaim,
  '/Pod': pod,
  '/Service': service,
  'apiregistration.k8s.io/APIService': apiService,
  'apps/DaemonSet': daemonSet,
  'apps/Deployment': deployment,
  'apps/ReplicaSet': replicaSet,
  'apps/StatefulSet': statefulSet,
  'autoscaling/HorizontalPodAutoscaler': autoscaler,
  'batch/Job': job,
  'networking.k8s.io/Ingress': ingress,
};

const CHECKS: Record<string, HealthCheck> = {
  ...BUILT_IN,
  'batch/CronJob': cronJob,
  'cdi.kubevirt.io/DataVolume': dataVolume,
  'cert-manager.io/Certificate': certificate,
  'cert-manager.io/ClusterIssuer': readyCondition,
  'cert-manager.io/Issuer': readyCondition,
  'external-secrets.io/ClusterSecretStore': readyCondition,
  'external-secrets.io/ExternalSecret': readyCondition,
  'external-secrets.io/SecretStore': readyCondition,
  'kubevirt.io/VirtualMachine': virtualMachine,
  'kubevirt.io/VirtualMachineInstance': virtualMachineInstance,
  'policy/PodDisruptionBudget': disruptionBudget,
};

/** Health of one live object, undefined for kinds that have none (a ConfigMap is what it is). */
export function assessHealth(
  object: KubernetesObject,
): HealthStatus | undefined {
  if (object.metadata.deletionTimestamp) {
    return { status: 'Progressing', message: 'Pending deletion' };
  }
  const { group, kind } = identityOf(object);
  return CHECKS[`${group}/${kind}`]?.(object);
}

/** Whether an Application whose object of this kind is not there (yet) counts as `Missing`. */
export function countsWhenMissing({ group, kind }: ObjectIdentity): boolean {
  return BUILT_IN[`${group}/${kind}`] !== undefined;
}
