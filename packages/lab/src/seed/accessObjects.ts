import type { KubernetesObject } from '../kubernetes/KubernetesApi';
import { ARGOCD_NAMESPACE } from './platform';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

/** Name of Naru's service account, and its namespace. */
export const NARU = 'naru';

const naruAccount = { kind: 'ServiceAccount', name: NARU, namespace: NARU };

/** Who Naru is in the cluster and what it may do there; platform engineers everything, auditors look. */
export function accessObjects(): KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: NARU, namespace: NARU },
    },
    clusterRole('naru', [
      rule('kubevirt.io', READ, [
        'virtualmachines',
        'virtualmachineinstances',
        'virtualmachineinstancemigrations',
      ]),
      rule('kubevirt.io', ['get', 'list'], ['kubevirts']),
      rule('cdi.kubevirt.io', READ, ['datavolumes', 'datasources']),
      rule('', READ, [
        'events',
        'limitranges',
        'namespaces',
        'nodes',
        'persistentvolumeclaims',
        'resourcequotas',
      ]),
      rule('storage.k8s.io', READ, ['storageclasses']),
      rule('instancetype.kubevirt.io', READ, [
        'virtualmachineinstancetypes',
        'virtualmachineclusterinstancetypes',
      ]),
      rule(
        'subresources.kubevirt.io',
        ['update'],
        [
          'virtualmachines/start',
          'virtualmachines/stop',
          'virtualmachines/restart',
        ],
      ),
    ]),
    clusterRoleBinding('naru', 'naru', naruAccount),
    // What the Kubernetes tab of an entity shows.
    clusterRole('naru-workloads', [
      rule('', READ, ['configmaps', 'pods', 'serviceaccounts', 'services']),
      rule('', ['get'], ['pods/log']),
      rule('apps', READ, [
        'daemonsets',
        'deployments',
        'replicasets',
        'statefulsets',
      ]),
      rule('batch', READ, ['cronjobs', 'jobs']),
      rule('autoscaling', READ, ['horizontalpodautoscalers']),
      rule('networking.k8s.io', READ, ['ingresses', 'networkpolicies']),
      rule('policy', READ, ['poddisruptionbudgets']),
      // Whether a host name is free.
      rule('networking.istio.io', READ, ['gateways', 'virtualservices']),
      rule('external-secrets.io', READ, ['externalsecrets']),
      rule('monitoring.coreos.com', READ, ['servicemonitors']),
      rule('metrics.k8s.io', ['get', 'list'], ['pods']),
    ]),
    clusterRoleBinding('naru-workloads', 'naru-workloads', naruAccount),
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: NARU, namespace: ARGOCD_NAMESPACE },
      rules: [
        rule('argoproj.io', READ, [
          'applications',
          'applicationsets',
          'appprojects',
        ]),
        // To ask for a refresh by an annotation, and for a sync by an operation.
        rule('argoproj.io', ['patch'], ['applications']),
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: NARU, namespace: ARGOCD_NAMESPACE },
      subjects: [naruAccount],
      roleRef: { apiGroup: RBAC, kind: 'Role', name: NARU },
    },
    clusterRoleBinding(
      'platform-team',
      'cluster-admin',
      group('platform-team'),
    ),
    clusterRoleBinding('auditors', 'view', group('auditors')),
  ];
}

function rule(apiGroup: string, verbs: string[], resources: string[]) {
  return { apiGroups: [apiGroup], resources, verbs };
}

function group(name: string) {
  return { apiGroup: RBAC, kind: 'Group', name };
}

function clusterRole(
  name: string,
  rules: ReturnType<typeof rule>[],
): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

function clusterRoleBinding(
  name: string,
  role: string,
  subject: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects: [subject],
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  };
}
