import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { type Environment, teamNamespace, teamRef } from './platform';

/** What a team's namespace consists of: itself, its limits, and who may do what in it. */
export interface TenantObjects {
  namespace: KubernetesObject;
  guardrails: KubernetesObject[];
}

/** The namespace of a team in an environment, sized for virtual machines. */
export function tenantObjects(
  team: string,
  environment: Environment,
): TenantObjects {
  const namespace = teamNamespace(team, environment);
  return {
    namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: {
          'naru.io/team': team,
          'naru.io/environment': environment,
        },
        annotations: { 'naru.io/owner': teamRef(team) },
      },
    },
    guardrails: [
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team-quota', namespace },
        spec: {
          // A machine asks for a tenth of its cores and for all of its memory and some for its launcher.
          hard: {
            'requests.cpu': '16',
            'requests.memory': '96Gi',
            'requests.storage': '1Ti',
            persistentvolumeclaims: '40',
            pods: '60',
            services: '30',
            'services.nodeports': '0',
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'team-limits', namespace },
        spec: {
          // No lower default limit: it would be less than what a machine's launcher asks for.
          limits: [
            {
              type: 'Container',
              max: { cpu: '32', memory: '64Gi' },
              defaultRequest: { cpu: '50m', memory: '64Mi' },
            },
          ],
        },
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'team', namespace },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name: team,
          },
        ],
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: environment === 'staging' ? 'edit' : 'view',
        },
      },
    ],
  };
}
