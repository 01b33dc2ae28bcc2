import { fieldAt, listAt, textAt } from '../model/JsonValue';
import { condition, conditions, isTrue, messageOf } from './conditions';
import type { HealthCheck } from './Health';

const DEGRADED_SCALING = [
  'AbleToScale FailedGetScale',
  'AbleToScale FailedUpdateScale',
  'ScalingActive FailedGetResourceMetric',
  'ScalingActive InvalidSelector',
];

/** Health of a HorizontalPodAutoscaler: the first condition that tells something. */
export const autoscaler: HealthCheck = object => {
  for (const entry of conditions(object)) {
    const { type, reason, status } = entry;
    if (DEGRADED_SCALING.includes(`${type} ${reason}`)) {
      return { status: 'Degraded', message: messageOf(entry) };
    }
    if (
      (type === 'AbleToScale' || type === 'ScalingLimited') &&
      status === 'True'
    ) {
      return { status: 'Healthy', message: messageOf(entry) };
    }
  }
  return { status: 'Progressing', message: 'Waiting to Autoscale' };
};

/** Health of a PodDisruptionBudget; too few pods are a valid state. */
export const disruptionBudget: HealthCheck = object => {
  const all = conditions(object);
  const bad = all.find(
    ({ status, reason }) => status === 'False' && reason !== 'InsufficientPods',
  );
  const shown = bad ?? all.at(-1);
  return shown
    ? {
        status: bad ? 'Degraded' : 'Healthy',
        message: `PodDisruptionBudget has ${shown.reason}`,
      }
    : { status: 'Progressing', message: 'Waiting for status' };
};

/** Health of a PersistentVolumeClaim. */
export const volumeClaim: HealthCheck = object => {
  switch (textAt(object, 'status', 'phase')) {
    case 'Bound':
      return { status: 'Healthy' };
    case 'Pending':
      return { status: 'Progressing' };
    case 'Lost':
      return { status: 'Degraded' };
    default:
      return { status: 'Unknown' };
  }
};

const hasAddress: HealthCheck = object => ({
  status:
    listAt(object, 'status', 'loadBalancer', 'ingress').length > 0
      ? 'Healthy'
      : 'Progressing',
});

/** Health of a Service: one of type LoadBalancer waits for its address. */
export const service: HealthCheck = object =>
  fieldAt(object, 'spec', 'type') === 'LoadBalancer'
    ? hasAddress(object)
    : { status: 'Healthy' };

/** Health of an Ingress: it waits for its address. */
export const ingress: HealthCheck = hasAddress;

/** Health of an APIService. */
export const apiService: HealthCheck = object => {
  const available = condition(object, 'Available');
  const message = available && `${available.reason}: ${available.message}`;
  return available?.status === 'True'
    ? { status: 'Healthy', message }
    : { status: 'Progressing', message: message ?? 'Waiting to be processed' };
};

/** Health of kinds whose condition `Ready` tells all, with `Progressing` until it is there. */
export const readyCondition: HealthCheck = object => {
  const ready = condition(object, 'Ready');
  const message = messageOf(ready);
  if (ready?.status === 'True') return { status: 'Healthy', message };
  return ready?.status === 'False'
    ? { status: 'Degraded', message }
    : {
        status: 'Progressing',
        message: message ?? `Waiting for ${object.kind}`,
      };
};

/** Health of a cert-manager Certificate. */
export const certificate: HealthCheck = object =>
  isTrue(object, 'Issuing')
    ? {
        status: 'Progressing',
        message: messageOf(condition(object, 'Issuing')),
      }
    : readyCondition(object);
