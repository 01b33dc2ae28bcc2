import { builtinSchema } from '../schema/builtinDefinitions';
import { coreEvent, eventsV1Event } from './eventConversion';
import {
  apiVersionOf,
  qualifiedName,
  type ResourceDefinition,
} from './ResourceDefinition';

/** Verbs that most kinds offer. */
export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

interface Row {
  plural: string;
  kind: string;
  short?: string[];
  all?: true;
  cluster?: true;
  status?: true;
  scale?: true;
  categories?: string[];
  singular?: string;
}

const TABLE: Record<string, Row[]> = {
  v1: [
    { plural: 'configmaps', kind: 'ConfigMap', short: ['cm'] },
    {
      plural: 'endpoints',
      kind: 'Endpoints',
      short: ['ep'],
      singular: 'endpoints',
    },
    { plural: 'events', kind: 'Event', short: ['ev'] },
    { plural: 'limitranges', kind: 'LimitRange', short: ['limits'] },
    {
      plural: 'namespaces',
      kind: 'Namespace',
      short: ['ns'],
      cluster: true,
      status: true,
    },
    {
      plural: 'nodes',
      kind: 'Node',
      short: ['no'],
      cluster: true,
      status: true,
    },
    {
      plural: 'persistentvolumeclaims',
      kind: 'PersistentVolumeClaim',
      short: ['pvc'],
      status: true,
    },
    {
      plural: 'persistentvolumes',
      kind: 'PersistentVolume',
      short: ['pv'],
      cluster: true,
      status: true,
    },
    { plural: 'pods', kind: 'Pod', short: ['po'], all: true, status: true },
    {
      plural: 'replicationcontrollers',
      kind: 'ReplicationController',
      short: ['rc'],
      all: true,
      status: true,
      scale: true,
    },
    {
      plural: 'resourcequotas',
      kind: 'ResourceQuota',
      short: ['quota'],
      status: true,
    },
    { plural: 'secrets', kind: 'Secret' },
    { plural: 'serviceaccounts', kind: 'ServiceAccount', short: ['sa'] },
    {
      plural: 'services',
      kind: 'Service',
      short: ['svc'],
      all: true,
      status: true,
    },
  ],
  'apps/v1': [
    { plural: 'controllerrevisions', kind: 'ControllerRevision' },
    {
      plural: 'daemonsets',
      kind: 'DaemonSet',
      short: ['ds'],
      all: true,
      status: true,
    },
    {
      plural: 'deployments',
      kind: 'Deployment',
      short: ['deploy'],
      all: true,
      status: true,
      scale: true,
    },
    {
      plural: 'replicasets',
      kind: 'ReplicaSet',
      short: ['rs'],
      all: true,
      status: true,
      scale: true,
    },
    {
      plural: 'statefulsets',
      kind: 'StatefulSet',
      short: ['sts'],
      all: true,
      status: true,
      scale: true,
    },
  ],
  'events.k8s.io/v1': [{ plural: 'events', kind: 'Event', short: ['ev'] }],
  'autoscaling/v2': [
    {
      plural: 'horizontalpodautoscalers',
      kind: 'HorizontalPodAutoscaler',
      short: ['hpa'],
      all: true,
      status: true,
    },
  ],
  'batch/v1': [
    {
      plural: 'cronjobs',
      kind: 'CronJob',
      short: ['cj'],
      all: true,
      status: true,
    },
    { plural: 'jobs', kind: 'Job', all: true, status: true },
  ],
  'networking.k8s.io/v1': [
    { plural: 'ingressclasses', kind: 'IngressClass', cluster: true },
    { plural: 'ingresses', kind: 'Ingress', short: ['ing'], status: true },
    { plural: 'networkpolicies', kind: 'NetworkPolicy', short: ['netpol'] },
  ],
  'policy/v1': [
    {
      plural: 'poddisruptionbudgets',
      kind: 'PodDisruptionBudget',
      short: ['pdb'],
      status: true,
    },
  ],
  'rbac.authorization.k8s.io/v1': [
    {
      plural: 'clusterrolebindings',
      kind: 'ClusterRoleBinding',
      cluster: true,
    },
    { plural: 'clusterroles', kind: 'ClusterRole', cluster: true },
    { plural: 'rolebindings', kind: 'RoleBinding' },
    { plural: 'roles', kind: 'Role' },
  ],
  'storage.k8s.io/v1': [
    {
      plural: 'storageclasses',
      kind: 'StorageClass',
      short: ['sc'],
      cluster: true,
    },
  ],
  'apiextensions.k8s.io/v1': [
    {
      plural: 'customresourcedefinitions',
      kind: 'CustomResourceDefinition',
      short: ['crd', 'crds'],
      categories: ['api-extensions'],
      cluster: true,
      status: true,
    },
  ],
  'scheduling.k8s.io/v1': [
    {
      plural: 'priorityclasses',
      kind: 'PriorityClass',
      short: ['pc'],
      cluster: true,
    },
  ],
  'coordination.k8s.io/v1': [{ plural: 'leases', kind: 'Lease' }],
};

/** The kinds that the server has without any CRD. */
export function builtinResources(): ResourceDefinition[] {
  return Object.entries(TABLE).flatMap(([apiVersion, rows]) => {
    const [version, group = ''] = apiVersion.split('/').reverse();
    return rows.map(row => definition(group, version, row));
  });
}

function definition(
  group: string,
  version: string,
  row: Row,
): ResourceDefinition {
  const schema = builtinSchema(group, version, row.kind);
  if (!schema) throw new Error(`No schema for ${group}/${version} ${row.kind}`);
  const id = { group, version, plural: row.plural };
  const name = qualifiedName(group, row.plural);
  const newEvent = group === 'events.k8s.io';
  return {
    id,
    kind: row.kind,
    listKind: `${row.kind}List`,
    singular: row.singular ?? row.kind.toLowerCase(),
    shortNames: row.short ?? [],
    categories: row.categories ?? (row.all ? ['all'] : []),
    namespaced: !row.cluster,
    verbs:
      row.plural === 'namespaces'
        ? ALL_VERBS.filter(verb => verb !== 'deletecollection')
        : ALL_VERBS,
    custom: false,
    qualifiedName: name,
    storageKey: newEvent ? 'events' : name,
    storageApiVersion: newEvent ? 'v1' : apiVersionOf(id),
    statusSubresource: row.status === true,
    scale: row.scale && {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.replicas',
    },
    schema,
    ...(newEvent && { fromStored: eventsV1Event, toStored: coreEvent }),
  };
}
