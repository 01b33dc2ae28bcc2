import { parseQuantity } from '../quantity/parseQuantity';

/**
 * Quantities by name, as Kubernetes writes them.
 *
 * @public
 */
export type ResourceList = Record<string, string>;

/**
 * A ResourceQuota.
 *
 * @public
 */
export interface Quota {
  name: string;
  hard: ResourceList;
  used: ResourceList;
}

/**
 * What objects take of a quota by the quota's own names, in cores, bytes and pieces.
 *
 * @public
 */
export type Demand = Record<string, number>;

/**
 * A quota that has less left than is needed.
 *
 * @public
 */
export interface ExceededQuota {
  quota: string;
  /** e.g. `requests.memory`. */
  resource: string;
  /** For people, e.g. `8.5Gi`. */
  needed: string;
  left: string;
  limit: string;
}

/**
 * Compares what is needed with what is left.
 *
 * @public
 */
export function findExceededQuotas(
  demand: Demand,
  quotas: Quota[],
): ExceededQuota[] {
  return quotas.flatMap(({ name, hard, used }) =>
    Object.entries(hard).flatMap(([resource, limit]) => {
      const needed = demand[resource];
      const total = parseQuantity(limit);
      if (!needed || total === undefined) {
        return [];
      }
      const left = total - (parseQuantity(used[resource]) ?? 0);
      // Sums of fractions of cores are not exact.
      if (needed <= left + 1e-9) {
        return [];
      }
      return [
        {
          quota: name,
          resource,
          needed: amountOf(resource, needed),
          left: amountOf(resource, Math.max(left, 0)),
          limit,
        },
      ];
    }),
  );
}

/**
 * Adds demands up.
 *
 * @public
 */
export function sumOfDemands(demands: Demand[]): Demand {
  const sum: Demand = {};
  for (const demand of demands) {
    for (const [resource, needed] of Object.entries(demand)) {
      sum[resource] = (sum[resource] ?? 0) + needed;
    }
  }
  return sum;
}

function amountOf(resource: string, value: number): string {
  if (!/memory|storage$/.test(resource)) {
    return String(Math.round(value * 1000) / 1000);
  }
  return value >= 2 ** 30
    ? `${Math.round((value / 2 ** 30) * 10) / 10}Gi`
    : `${Math.round(value / 2 ** 20)}Mi`;
}
