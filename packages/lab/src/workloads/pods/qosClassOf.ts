import { parseQuantity } from '../../kubernetes/schema/quantity';
import type { PodSpec } from '../types';

const COUNTED = ['cpu', 'memory'];

/** Quality of service of a pod, as the API server decides it from requests and limits. */
export function qosClassOf(
  spec: PodSpec,
): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const amounts = containers.flatMap(({ resources = {} }) =>
    COUNTED.map(name => ({
      request: parseQuantity(resources.requests?.[name]) ?? 0,
      limit: parseQuantity(resources.limits?.[name]) ?? 0,
    })),
  );
  if (amounts.every(({ request, limit }) => request === 0 && limit === 0)) {
    return 'BestEffort';
  }
  const exact = amounts.every(
    ({ request, limit }) => limit > 0 && (request === 0 || request === limit),
  );
  return exact ? 'Guaranteed' : 'Burstable';
}
