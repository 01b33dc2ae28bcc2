import type { KubernetesObject } from '../KubernetesApi';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { isObject } from '../schema/Schema';
import { age, duration } from './age';
import { findByJsonPath } from './jsonPath';
import {
  claimModes,
  containerColumns,
  eventAge,
  ingressHosts,
  ingressPorts,
  jobStatus,
  keyCount,
  listText,
  nodeAddress,
  nodeRoles,
  nodeStatus,
  podReady,
  podRestarts,
  podStatus,
  quotaText,
  selectorText,
  servicePorts,
  subjectNames,
} from './cells';

/** Column of a built-in kind and how its cell comes about. */
export interface BuiltinColumn {
  name: string;
  type?: string;
  format?: string;
  priority?: number;
  cell: (object: KubernetesObject, now: Date) => unknown;
}

type Cell = BuiltinColumn['cell'];

const column = (name: string, cell: Cell): BuiltinColumn => ({ name, cell });
const integer = (name: string, cell: Cell): BuiltinColumn => ({
  name,
  type: 'integer',
  cell,
});
const wide = (name: string, cell: Cell): BuiltinColumn => ({
  name,
  priority: 1,
  cell,
});

/** Text at a path, or what kubectl shows in its place. */
function at(path: string, missing: unknown = '<none>'): Cell {
  return object => {
    const [value] = findByJsonPath(object, path);
    if (value === undefined || value === '') return missing;
    return typeof value === 'number' || typeof value === 'boolean'
      ? value
      : String(value);
  };
}

const text =
  (path: string, missing: string): Cell =>
  (object, now) =>
    String(at(path, missing)(object, now));

const NAME = column('Name', object => object.metadata.name);
const AGE = column('Age', (object, now) =>
  age(object.metadata.creationTimestamp, now),
);
const CREATED: BuiltinColumn = {
  name: 'Created At',
  type: 'date',
  cell: object => object.metadata.creationTimestamp,
};
const TEMPLATE = containerColumns('.spec.template.spec');
const CONTAINERS = [
  wide('Containers', TEMPLATE.names),
  wide('Images', TEMPLATE.images),
];
const SELECTOR = wide('Selector', object =>
  selectorText(findByJsonPath(object, '.spec.selector')[0]),
);
const STORAGE_CLASS = column('StorageClass', at('.spec.storageClassName', ''));
const ATTRIBUTES = column(
  'VolumeAttributesClass',
  at('.spec.volumeAttributesClassName', '<unset>'),
);
const VOLUME_MODE = wide('VolumeMode', at('.spec.volumeMode', '<unset>'));
const BINDING = [
  NAME,
  column('Role', object => {
    const { roleRef } = object;
    return isObject(roleRef)
      ? `${String(roleRef.kind)}/${String(roleRef.name)}`
      : '';
  }),
  AGE,
  wide('Users', object => subjectNames(object, 'User')),
  wide('Groups', object => subjectNames(object, 'Group')),
  wide('ServiceAccounts', object => subjectNames(object, 'ServiceAccount')),
];
const REPLICAS = [
  integer('Desired', at('.spec.replicas', 0)),
  integer('Current', at('.status.replicas', 0)),
  integer('Ready', at('.status.readyReplicas', 0)),
  AGE,
  ...CONTAINERS,
  SELECTOR,
];

const fraction =
  (part: string, whole: string): Cell =>
  (object, now) =>
    `${String(at(part, 0)(object, now))}/${String(at(whole, 0)(object, now))}`;

const COLUMNS: Record<string, BuiltinColumn[]> = {
  pods: [
    NAME,
    column('Ready', podReady),
    column('Status', podStatus),
    column('Restarts', podRestarts),
    AGE,
    wide('IP', at('.status.podIP')),
    wide('Node', at('.spec.nodeName')),
    wide('Nominated Node', at('.status.nominatedNodeName')),
    wide('Readiness Gates', () => '<none>'),
  ],
  services: [
    NAME,
    column('Type', at('.spec.type', '')),
    column('Cluster-IP', at('.spec.clusterIP')),
    column('External-IP', object => {
      const [name] = findByJsonPath(object, '.spec.externalName');
      const ips = findByJsonPath(object, '.status.loadBalancer.ingress[*].ip');
      const [type] = findByJsonPath(object, '.spec.type');
      if (name !== undefined) return name;
      if (ips.length > 0) return ips.join(',');
      return type === 'LoadBalancer' ? '<pending>' : '<none>';
    }),
    column('Port(s)', servicePorts),
    AGE,
    SELECTOR,
  ],
  nodes: [
    NAME,
    column('Status', nodeStatus),
    column('Roles', nodeRoles),
    AGE,
    column('Version', at('.status.nodeInfo.kubeletVersion', '')),
    wide('Internal-IP', nodeAddress('InternalIP')),
    wide('External-IP', nodeAddress('ExternalIP')),
    wide('OS-Image', at('.status.nodeInfo.osImage', '<unknown>')),
    wide('Kernel-Version', at('.status.nodeInfo.kernelVersion', '<unknown>')),
    wide(
      'Container-Runtime',
      at('.status.nodeInfo.containerRuntimeVersion', '<unknown>'),
    ),
  ],
  namespaces: [NAME, column('Status', at('.status.phase', '')), AGE],
  events: [
    column('Last Seen', eventAge('last')),
    column('Type', at('.type', '')),
    column('Reason', at('.reason', '')),
    column('Object', object => {
      const [about] = [
        ...findByJsonPath(object, '.involvedObject'),
        ...findByJsonPath(object, '.regarding'),
      ];
      if (!isObject(about)) return '';
      return `${String(about.kind ?? '').toLowerCase()}/${String(
        about.name ?? '',
      )}`;
    }),
    wide('Subobject', at('.involvedObject.fieldPath', '')),
    wide('Source', object =>
      [
        ...findByJsonPath(object, '.source.component'),
        ...findByJsonPath(object, '.source.host'),
      ].join(', '),
    ),
    column('Message', (object, now) =>
      String(at('.message', at('.note', '')(object, now))(object, now)).trim(),
    ),
    wide('First Seen', eventAge('first')),
    wide('Count', at('.count', 1)),
    wide('Name', object => object.metadata.name),
  ],
  persistentvolumeclaims: [
    NAME,
    column('Status', object =>
      object.metadata.deletionTimestamp
        ? 'Terminating'
        : findByJsonPath(object, '.status.phase')[0],
    ),
    column('Volume', at('.spec.volumeName', '')),
    column('Capacity', at('.status.capacity.storage', '')),
    column('Access Modes', object => claimModes(object, '.status')),
    STORAGE_CLASS,
    ATTRIBUTES,
    AGE,
    VOLUME_MODE,
  ],
  persistentvolumes: [
    NAME,
    column('Capacity', at('.spec.capacity.storage', '')),
    column('Access Modes', object => claimModes(object, '.spec')),
    column('Reclaim Policy', at('.spec.persistentVolumeReclaimPolicy', '')),
    column('Status', at('.status.phase', '')),
    column('Claim', object =>
      [
        ...findByJsonPath(object, '.spec.claimRef.namespace'),
        ...findByJsonPath(object, '.spec.claimRef.name'),
      ].join('/'),
    ),
    STORAGE_CLASS,
    ATTRIBUTES,
    column('Reason', at('.status.reason', '')),
    AGE,
    VOLUME_MODE,
  ],
  configmaps: [
    NAME,
    column(
      'Data',
      object => keyCount(object.data) + keyCount(object.binaryData),
    ),
    AGE,
  ],
  secrets: [
    NAME,
    column('Type', at('.type', '')),
    column('Data', object => keyCount(object.data)),
    AGE,
  ],
  serviceaccounts: [
    NAME,
    column('Secrets', object => findByJsonPath(object, '.secrets[*]').length),
    AGE,
  ],
  endpoints: [
    NAME,
    column('Endpoints', object =>
      listText(findByJsonPath(object, '.subsets[*].addresses[*].ip')),
    ),
    AGE,
  ],
  resourcequotas: [
    NAME,
    column('Request', object => quotaText(object, false)),
    column('Limit', object => quotaText(object, true)),
    AGE,
  ],
  limitranges: [NAME, CREATED],
  replicationcontrollers: [NAME, ...REPLICAS],
  'deployments.apps': [
    NAME,
    column('Ready', fraction('.status.readyReplicas', '.spec.replicas')),
    column('Up-to-date', at('.status.updatedReplicas', 0)),
    column('Available', at('.status.availableReplicas', 0)),
    AGE,
    ...CONTAINERS,
    SELECTOR,
  ],
  'replicasets.apps': [NAME, ...REPLICAS],
  'statefulsets.apps': [
    NAME,
    column('Ready', fraction('.status.readyReplicas', '.spec.replicas')),
    AGE,
    ...CONTAINERS,
  ],
  'daemonsets.apps': [
    NAME,
    integer('Desired', at('.status.desiredNumberScheduled', 0)),
    integer('Current', at('.status.currentNumberScheduled', 0)),
    integer('Ready', at('.status.numberReady', 0)),
    integer('Up-to-date', at('.status.updatedNumberScheduled', 0)),
    integer('Available', at('.status.numberAvailable', 0)),
    column('Node Selector', object =>
      selectorText(
        findByJsonPath(object, '.spec.template.spec.nodeSelector')[0],
      ),
    ),
    AGE,
    ...CONTAINERS,
    SELECTOR,
  ],
  'controllerrevisions.apps': [
    NAME,
    column('Controller', object => {
      const owner = object.metadata.ownerReferences?.find(
        item => item.controller,
      );
      return owner ? `${owner.kind.toLowerCase()}/${owner.name}` : '<none>';
    }),
    column('Revision', at('.revision', 0)),
    AGE,
  ],
  'jobs.batch': [
    NAME,
    column('Status', jobStatus),
    column('Completions', fraction('.status.succeeded', '.spec.completions')),
    column('Duration', (object, now) => {
      const [start] = findByJsonPath(object, '.status.startTime');
      const [end] = findByJsonPath(object, '.status.completionTime');
      if (typeof start !== 'string') return '';
      const until = typeof end === 'string' ? Date.parse(end) : now.getTime();
      return duration((until - Date.parse(start)) / 1000);
    }),
    AGE,
    ...CONTAINERS,
    SELECTOR,
  ],
  'cronjobs.batch': [
    NAME,
    column('Schedule', at('.spec.schedule', '')),
    column('Timezone', at('.spec.timeZone')),
    { name: 'Suspend', type: 'boolean', cell: at('.spec.suspend', false) },
    integer(
      'Active',
      object => findByJsonPath(object, '.status.active[*]').length,
    ),
    column('Last Schedule', (object, now) => {
      const [last] = findByJsonPath(object, '.status.lastScheduleTime');
      return last === undefined ? '<none>' : age(last, now);
    }),
    AGE,
    ...(() => {
      const cells = containerColumns('.spec.jobTemplate.spec.template.spec');
      return [wide('Containers', cells.names), wide('Images', cells.images)];
    })(),
    SELECTOR,
  ],
  'horizontalpodautoscalers.autoscaling': [
    NAME,
    column('Reference', object =>
      [
        ...findByJsonPath(object, '.spec.scaleTargetRef.kind'),
        ...findByJsonPath(object, '.spec.scaleTargetRef.name'),
      ].join('/'),
    ),
    column('Targets', () => '<none>'),
    column('MinPods', text('.spec.minReplicas', '<unset>')),
    column('MaxPods', at('.spec.maxReplicas', 0)),
    column('Replicas', at('.status.currentReplicas', 0)),
    AGE,
  ],
  'poddisruptionbudgets.policy': [
    NAME,
    column('Min Available', text('.spec.minAvailable', 'N/A')),
    column('Max Unavailable', text('.spec.maxUnavailable', 'N/A')),
    integer('Allowed Disruptions', at('.status.disruptionsAllowed', 0)),
    AGE,
  ],
  'ingresses.networking.k8s.io': [
    NAME,
    column('Class', at('.spec.ingressClassName')),
    column('Hosts', ingressHosts),
    column('Address', object =>
      findByJsonPath(object, '.status.loadBalancer.ingress[*].ip').join(','),
    ),
    column('Ports', ingressPorts),
    AGE,
  ],
  'ingressclasses.networking.k8s.io': [
    NAME,
    column('Controller', at('.spec.controller', '')),
    column('Parameters', at('.spec.parameters.name')),
    AGE,
  ],
  'networkpolicies.networking.k8s.io': [
    NAME,
    column('Pod-Selector', object =>
      selectorText(findByJsonPath(object, '.spec.podSelector')[0]),
    ),
    AGE,
  ],
  'roles.rbac.authorization.k8s.io': [NAME, CREATED],
  'clusterroles.rbac.authorization.k8s.io': [NAME, CREATED],
  'rolebindings.rbac.authorization.k8s.io': BINDING,
  'clusterrolebindings.rbac.authorization.k8s.io': BINDING,
  'storageclasses.storage.k8s.io': [
    column('Name', object => {
      const main =
        object.metadata.annotations?.[
          'storageclass.kubernetes.io/is-default-class'
        ] === 'true';
      return main ? `${object.metadata.name} (default)` : object.metadata.name;
    }),
    column('Provisioner', at('.provisioner', '')),
    column('ReclaimPolicy', at('.reclaimPolicy', '')),
    column('VolumeBindingMode', at('.volumeBindingMode', '')),
    column('AllowVolumeExpansion', at('.allowVolumeExpansion', false)),
    AGE,
  ],
  'leases.coordination.k8s.io': [
    NAME,
    column('Holder', at('.spec.holderIdentity', '')),
    AGE,
  ],
  'customresourcedefinitions.apiextensions.k8s.io': [NAME, CREATED],
  'priorityclasses.scheduling.k8s.io': [
    NAME,
    integer('Value', at('.value', 0)),
    {
      name: 'Global-Default',
      type: 'boolean',
      cell: at('.globalDefault', false),
    },
    AGE,
    column('PreemptionPolicy', at('.preemptionPolicy', '')),
  ],
};

const PLAIN = [NAME, AGE];

/** Columns of a built-in kind. */
export function builtinColumns(
  definition: ResourceDefinition,
): BuiltinColumn[] {
  return COLUMNS[definition.storageKey] ?? PLAIN;
}
