import { LAB_CONTROLLER, type KubernetesApi } from '../KubernetesApi';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const DISCOVERY_PATHS = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

const INFO_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

const WORKLOADS = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'persistentvolumeclaims/status',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'serviceaccounts',
      'services',
      'services/status',
    ],
  },
  {
    apiGroups: ['apps'],
    resources: [
      'controllerrevisions',
      'daemonsets',
      'daemonsets/status',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'replicasets/scale',
      'replicasets/status',
      'statefulsets',
      'statefulsets/scale',
      'statefulsets/status',
    ],
  },
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'],
  },
  {
    apiGroups: ['batch'],
    resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'],
  },
  {
    apiGroups: ['policy'],
    resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status'],
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses', 'ingresses/status', 'networkpolicies'],
  },
];

const READ_ONLY = [
  {
    apiGroups: [''],
    resources: [
      'events',
      'limitranges',
      'namespaces',
      'namespaces/status',
      'resourcequotas',
      'resourcequotas/status',
    ],
    verbs: READ,
  },
];

const VIEW = [
  ...WORKLOADS.map(rule => ({ ...rule, verbs: READ })),
  ...READ_ONLY,
];

const EDIT = [
  ...WORKLOADS.map(rule => ({ ...rule, verbs: WRITE })),
  { apiGroups: [''], resources: ['secrets'], verbs: [...READ, ...WRITE] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: [...READ, ...WRITE],
  },
];

const ADMIN = [
  {
    apiGroups: [RBAC],
    resources: ['rolebindings', 'roles'],
    verbs: [...READ, ...WRITE],
  },
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['localsubjectaccessreviews'],
    verbs: ['create'],
  },
];

const CLUSTER_ROLES: Record<string, unknown[]> = {
  'cluster-admin': [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ],
  'system:aggregate-to-admin': ADMIN,
  'system:aggregate-to-edit': EDIT,
  'system:aggregate-to-view': VIEW,
  'system:discovery': [{ nonResourceURLs: DISCOVERY_PATHS, verbs: ['get'] }],
  'system:public-info-viewer': [
    { nonResourceURLs: INFO_PATHS, verbs: ['get'] },
  ],
  'system:basic-user': [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    {
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
      verbs: ['create'],
    },
  ],
};

/** Roles that gather others: who may edit may view, who is admin may edit. */
const GATHERING_ROLES: Record<string, { gatheredBy?: string }> = {
  admin: {},
  edit: { gatheredBy: 'admin' },
  view: { gatheredBy: 'edit' },
};

function aggregateTo(role: string): Record<string, string> {
  return { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' };
}

const BINDINGS: Record<string, string[]> = {
  'cluster-admin': ['system:masters'],
  'system:discovery': ['system:authenticated'],
  'system:basic-user': ['system:authenticated'],
  'system:public-info-viewer': [
    'system:authenticated',
    'system:unauthenticated',
  ],
};

const BOOTSTRAPPING = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

/** Makes what every cluster has from its first moment: four namespaces and the default roles and bindings. */
export function installBootstrapObjects(api: KubernetesApi): void {
  const add = (
    group: string,
    plural: string,
    kind: string,
    name: string,
    rest: Record<string, unknown>,
    labels: Record<string, string> = {},
  ) => {
    const resource = { group, version: 'v1', plural };
    if (api.find(resource, undefined, name)) return;
    api.create(
      resource,
      {
        apiVersion: group === '' ? 'v1' : `${group}/v1`,
        kind,
        metadata: {
          name,
          ...(group !== '' && { labels: { ...BOOTSTRAPPING, ...labels } }),
        },
        ...rest,
      },
      { as: LAB_CONTROLLER, fieldManager: 'kube-apiserver' },
    );
  };
  for (const name of [
    'default',
    'kube-node-lease',
    'kube-public',
    'kube-system',
  ]) {
    add('', 'namespaces', 'Namespace', name, {});
  }
  for (const [name, rules] of Object.entries(CLUSTER_ROLES)) {
    const gatherer = /^system:aggregate-to-(\w+)$/.exec(name)?.[1];
    add(
      RBAC,
      'clusterroles',
      'ClusterRole',
      name,
      { rules },
      gatherer ? aggregateTo(gatherer) : {},
    );
  }
  for (const [name, { gatheredBy }] of Object.entries(GATHERING_ROLES)) {
    add(
      RBAC,
      'clusterroles',
      'ClusterRole',
      name,
      {
        rules: [],
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: aggregateTo(name) }],
        },
      },
      gatheredBy ? aggregateTo(gatheredBy) : {},
    );
  }
  for (const [name, groups] of Object.entries(BINDINGS)) {
    add(RBAC, 'clusterrolebindings', 'ClusterRoleBinding', name, {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: groups.map(group => ({
        apiGroup: RBAC,
        kind: 'Group',
        name: group,
      })),
    });
  }
}
