import { z } from 'zod';
import { type KubernetesApi, LAB_CONTROLLER } from '../KubernetesApi';
import { sameJson } from '../store/sameJson';

const CLUSTER_ROLES = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  plural: 'clusterroles',
};

const aggregatingRole = z.object({
  aggregationRule: z.object({
    clusterRoleSelectors: z.array(
      z.object({ matchLabels: z.record(z.string(), z.string()) }),
    ),
  }),
});

/**
 * Fills the ClusterRoles that gather others by label (`aggregationRule`), as kube-controller-manager does: this is how
 * KubeVirt's rights reach `view`, `edit` and `admin`.
 */
export class ClusterRoleAggregator {
  readonly #api: KubernetesApi;
  #gathering = false;
  #changed = false;

  constructor(api: KubernetesApi) {
    this.#api = api;
  }

  start(): () => void {
    return this.#api.watch(CLUSTER_ROLES, () => this.#gather());
  }

  /** A role that was filled may itself be gathered, so it goes on until nothing changes. */
  #gather(): void {
    this.#changed = true;
    if (this.#gathering) return;
    this.#gathering = true;
    try {
      while (this.#changed) {
        this.#changed = false;
        this.#fillAll();
      }
    } finally {
      this.#gathering = false;
    }
  }

  #fillAll(): void {
    const roles = this.#api.list(CLUSTER_ROLES).items;
    for (const role of roles) {
      const aggregating = aggregatingRole.safeParse(role);
      if (!aggregating.success) continue;
      const { clusterRoleSelectors } = aggregating.data.aggregationRule;
      const rules = roles
        .filter(
          other =>
            other !== role &&
            clusterRoleSelectors.some(({ matchLabels }) =>
              Object.entries(matchLabels).every(
                ([label, value]) => other.metadata.labels?.[label] === value,
              ),
            ),
        )
        .flatMap(other => (other.rules as unknown[] | undefined) ?? []);
      if (!sameJson(role.rules ?? [], rules)) {
        this.#api.patch(
          CLUSTER_ROLES,
          undefined,
          role.metadata.name,
          'merge',
          { rules },
          {
            as: LAB_CONTROLLER,
            fieldManager: 'clusterrole-aggregation-controller',
          },
        );
      }
    }
  }
}
