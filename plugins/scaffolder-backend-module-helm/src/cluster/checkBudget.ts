import {
  ContainerLimits,
  ExceededQuota,
  findExceededQuotas,
  parseQuantity,
  RequestCluster,
} from '@naru/plugin-clusters-node';
import { ReleaseFault } from '../release/Release';
import { demandOf } from '../rules/demandOf';
import { containersOf, workloadsOf } from '../rules/PodTemplates';
import { faultOf, RuleContext } from '../rules/RuleContext';

/** VAL-022: containers keep to the limits of the namespace, and all together to what is left of its quota. */
export async function checkBudget(
  { release, objects }: RuleContext,
  cluster: RequestCluster,
): Promise<ReleaseFault[]> {
  const [quotas, limits] = await Promise.all([
    cluster.quotas(release.namespace),
    cluster.containerLimits(release.namespace),
  ]);
  const exceeded = findExceededQuotas(demandOf(objects, 'min'), quotas);
  const atMost = findExceededQuotas(demandOf(objects, 'max'), quotas).filter(
    one =>
      !exceeded.some(
        ({ quota, resource }) =>
          quota === one.quota && resource === one.resource,
      ),
  );
  return [
    ...checkLimits(objects, limits),
    ...exceeded.map(one => quotaFault(one, release.namespace)),
    ...atMost.map(one => scalingWarning(one, release.namespace)),
  ];
}

function checkLimits(
  objects: RuleContext['objects'],
  ranges: ContainerLimits[],
): ReleaseFault[] {
  return workloadsOf(objects).flatMap(workload =>
    containersOf(workload).flatMap(({ name, resources }) =>
      ranges.flatMap(range =>
        ['cpu', 'memory'].flatMap(resource => {
          const request = resources?.requests?.[resource];
          const limit = resources?.limits?.[resource];
          const min = range.min[resource];
          const max = range.max[resource];
          const faults: ReleaseFault[] = [];
          if (isLess(request, min)) {
            faults.push(
              faultOf(workload.rendered, {
                rule: 'VAL-022',
                values: `resources.requests.${resource}`,
                message: `container ${name} asks for ${request} of ${resource}, and the namespace takes no container with less than ${min}.`,
                messageKo: `컨테이너 ${name}의 ${resource} request가 ${request}인데, 이 네임스페이스는 ${min} 이상만 받습니다.`,
              }),
            );
          }
          if (isLess(max, limit)) {
            faults.push(
              faultOf(workload.rendered, {
                rule: 'VAL-022',
                values: `resources.limits.${resource}`,
                message: `container ${name} has a limit of ${limit} of ${resource}, and the namespace takes no container with more than ${max}.`,
                messageKo: `컨테이너 ${name}의 ${resource} limit이 ${limit}인데, 이 네임스페이스는 ${max} 이하만 받습니다.`,
              }),
            );
          }
          return faults;
        }),
      ),
    ),
  );
}

function isLess(
  one: string | number | undefined,
  other: string | number | undefined,
): boolean {
  const left = parseQuantity(one);
  const right = parseQuantity(other);
  return left !== undefined && right !== undefined && left < right;
}

function quotaFault(
  { quota, resource, needed, left, limit }: ExceededQuota,
  namespace: string,
): ReleaseFault {
  return {
    rule: 'VAL-022',
    values: placeOf(resource),
    message: `${namespace}: needs ${needed} of ${resource}, and quota ${quota} has ${left} of ${limit} left. Choose a smaller size or fewer pods, or ask the platform team for more.`,
    messageKo: `${namespace}: ${resource} ${needed}이(가) 필요한데 쿼터 ${quota}에는 ${limit} 중 ${left}만 남았습니다. 크기나 Pod 수를 줄이거나 플랫폼 팀에 늘려 달라고 해 주세요.`,
  };
}

function scalingWarning(
  { quota, resource, needed, left, limit }: ExceededQuota,
  namespace: string,
): ReleaseFault {
  return {
    rule: 'VAL-022',
    severity: 'warn',
    values: 'autoscaling.maxReplicas',
    message: `${namespace}: with as many pods as the autoscaler may make it needs ${needed} of ${resource}, and quota ${quota} has ${left} of ${limit} left. It will stop before that.`,
    messageKo: `${namespace}: 오토스케일러가 최대로 늘리면 ${resource} ${needed}이(가) 필요한데 쿼터 ${quota}에는 ${limit} 중 ${left}만 남았습니다. 그 전에 멈추게 됩니다.`,
  };
}

function placeOf(resource: string): string {
  if (/storage|persistentvolumeclaims/.test(resource)) {
    return 'storage.size';
  }
  if (/pods$/.test(resource)) {
    return 'replicas';
  }
  return 'resources';
}
