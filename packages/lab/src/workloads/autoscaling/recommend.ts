import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { Pod } from '../types';
import type { Autoscaler, Recommendation } from './autoscalerTypes';

/** How far utilization may be from its target before anything is scaled. */
const TOLERANCE = 0.1;
const FAILED = 'the HPA was unable to compute the replica count';

/**
 * CPU that the whole service uses, in percent of what one pod asks for: annotation `lab.naru.io/cpu` of the autoscaler, or
 * nine tenths of what `minReplicas` pods are meant for. `missing`: nobody measures it.
 */
function playedLoad(
  autoscaler: Autoscaler,
  target: number,
): number | undefined {
  const wish = autoscaler.metadata.annotations?.['lab.naru.io/cpu'];
  if (wish === 'missing') return undefined;
  const load = Number(wish);
  return wish !== undefined && Number.isFinite(load) && load >= 0
    ? load
    : 0.9 * target * (autoscaler.spec.minReplicas ?? 1);
}

function cpuRequest(pod: Pod): number | undefined {
  const requests = pod.spec.containers.map(({ resources }) =>
    parseQuantity(resources?.requests?.cpu),
  );
  return requests.some(request => request === undefined)
    ? undefined
    : requests.reduce<number>((sum, request) => sum + (request ?? 0), 0);
}

function failed(present: number, why: string): Recommendation {
  return {
    replicas: present,
    reason: '',
    conditions: [
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'FailedGetResourceMetric',
        message: `${FAILED}: failed to get cpu utilization: ${why}`,
      },
    ],
  };
}

/** What the metrics of a running service recommend. */
export function recommendByCpu(
  autoscaler: Autoscaler,
  present: number,
  pods: Pod[],
  ready: number,
): Recommendation {
  const metric = autoscaler.spec.metrics?.find(
    ({ type, resource }) => type === 'Resource' && resource?.name === 'cpu',
  );
  const target = metric?.resource?.target.averageUtilization ?? 80;
  const load = playedLoad(autoscaler, target);
  if (load === undefined) {
    return failed(
      present,
      'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
    );
  }
  const open = pods.find(pod => cpuRequest(pod) === undefined);
  if (open) {
    const container = open.spec.containers.find(
      ({ resources }) => resources?.requests?.cpu === undefined,
    );
    return failed(
      present,
      `missing request for cpu in container ${container?.name} of Pod ${open.metadata.name}`,
    );
  }
  if (ready === 0) {
    return failed(
      present,
      'did not receive metrics for targeted pods (pods might be unready)',
    );
  }
  const utilization = load / ready;
  const ratio = utilization / target;
  const [first] = pods;
  const cores = ((cpuRequest(first) ?? 0) * utilization) / 100;
  const steady = Math.abs(ratio - 1) <= TOLERANCE;
  return {
    replicas: steady ? present : Math.ceil(ready * ratio),
    reason:
      ratio > 1
        ? 'cpu resource utilization (percentage of request) above target'
        : 'All metrics below target',
    conditions: [
      {
        type: 'ScalingActive',
        status: 'True',
        reason: 'ValidMetricFound',
        message:
          'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
      },
    ],
    currentMetrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          current: {
            averageUtilization: Math.round(utilization),
            averageValue: `${Math.round(cores * 1000)}m`,
          },
        },
      },
    ],
  };
}

/** The recommendation within the autoscaler's bounds, and the condition that says whether it was cut. */
export function withinBounds(
  { spec }: Autoscaler,
  wanted: Recommendation,
): Recommendation {
  const { minReplicas = 1, maxReplicas } = spec;
  const limited = (reason: string, message: string) => ({
    type: 'ScalingLimited',
    status: 'True' as const,
    reason,
    message,
  });
  if (wanted.replicas < minReplicas) {
    const condition = limited(
      'TooFewReplicas',
      'the desired replica count is less than the minimum replica count',
    );
    return {
      ...wanted,
      replicas: minReplicas,
      conditions: [...wanted.conditions, condition],
    };
  }
  if (wanted.replicas > maxReplicas) {
    const condition = limited(
      'TooManyReplicas',
      'the desired replica count is more than the maximum replica count',
    );
    return {
      ...wanted,
      replicas: maxReplicas,
      conditions: [...wanted.conditions, condition],
    };
  }
  const within = {
    type: 'ScalingLimited',
    status: 'False' as const,
    reason: 'DesiredWithinRange',
    message: 'the desired count is within the acceptable range',
  };
  const measured = wanted.conditions.every(({ status }) => status === 'True');
  return measured
    ? { ...wanted, conditions: [...wanted.conditions, within] }
    : wanted;
}
