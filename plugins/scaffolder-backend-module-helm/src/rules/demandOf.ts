import {
  Demand,
  parseQuantity,
  sumOfDemands,
} from '@naru/plugin-clusters-node';
import { z } from 'zod';
import { RenderedObject } from '../release/RenderedObject';
import { containersOf, Workload, workloadsOf } from './PodTemplates';
import { scalersOf } from './scalingRules';

const claimSchema = z.looseObject({
  spec: z.looseObject({
    storageClassName: z.string().optional().catch(undefined),
    resources: z.looseObject({
      requests: z.looseObject({ storage: z.union([z.string(), z.number()]) }),
    }),
  }),
});

/** Names by which a quota counts kinds. */
const COUNTED: Record<string, string[]> = {
  '/ConfigMap': ['configmaps', 'count/configmaps'],
  '/Service': ['services', 'count/services'],
  '/PersistentVolumeClaim': ['count/persistentvolumeclaims'],
  'apps/Deployment': ['count/deployments.apps'],
  'apps/StatefulSet': ['count/statefulsets.apps'],
};

/**
 * Works out what objects take of a quota.
 *
 * @param scale - pods of what has an autoscaler: the fewest, or the most
 */
export function demandOf(
  objects: RenderedObject[],
  scale: 'min' | 'max',
): Demand {
  const scalers = scalersOf(objects);
  return sumOfDemands([
    ...workloadsOf(objects).map(workload => {
      const { kind, metadata } = workload.rendered;
      const scaler = scalers.find(
        ({ target }) => target === `${kind} ${metadata.name}`,
      );
      const pods = scaler?.[scale] ?? workload.spec.replicas ?? 1;
      return timesPods(demandOfPod(workload), pods);
    }),
    ...objects.map(demandOfObject),
  ]);
}

function demandOfPod(workload: Workload): Demand {
  const sum = (kind: 'requests' | 'limits', resource: string) =>
    workload.spec.template.spec.containers.reduce(
      (total, { resources }) =>
        total + (parseQuantity(resources?.[kind]?.[resource]) ?? 0),
      0,
    );
  // One that begins before the others counts only when it needs more than all of them.
  const most = (kind: 'requests' | 'limits', resource: string) =>
    Math.max(
      sum(kind, resource),
      ...containersOf(workload).map(
        ({ resources }) => parseQuantity(resources?.[kind]?.[resource]) ?? 0,
      ),
    );
  const cpu = most('requests', 'cpu');
  const memory = most('requests', 'memory');
  return {
    cpu,
    'requests.cpu': cpu,
    memory,
    'requests.memory': memory,
    'limits.cpu': most('limits', 'cpu'),
    'limits.memory': most('limits', 'memory'),
    pods: 1,
    'count/pods': 1,
  };
}

function timesPods(demand: Demand, pods: number): Demand {
  return Object.fromEntries(
    Object.entries(demand).map(([resource, needed]) => [
      resource,
      needed * pods,
    ]),
  );
}

function demandOfObject({ group, kind, object }: RenderedObject): Demand {
  const counted = COUNTED[`${group}/${kind}`] ?? [];
  const demand: Demand = Object.fromEntries(counted.map(name => [name, 1]));
  if (kind !== 'PersistentVolumeClaim') {
    return demand;
  }
  const parsed = claimSchema.safeParse(object);
  const size = parseQuantity(parsed.data?.spec.resources.requests.storage) ?? 0;
  const storageClass = parsed.data?.spec.storageClassName;
  demand.persistentvolumeclaims = 1;
  demand['requests.storage'] = size;
  if (storageClass) {
    const prefix = `${storageClass}.storageclass.storage.k8s.io`;
    demand[`${prefix}/requests.storage`] = size;
    demand[`${prefix}/persistentvolumeclaims`] = 1;
  }
  return demand;
}
