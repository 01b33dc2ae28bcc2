import {
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const POWER = ['start', 'stop', 'restart'];
const GUEST = ['pause', 'unpause', 'softreboot', 'reset'];
const QUESTIONS = ['guestosinfo', 'filesystemlist', 'userlist'];
const SUBRESOURCES = 'subresources.kubevirt.io';
const KINDS: [group: string, kinds: string[]][] = [
  ['kubevirt.io', ['virtualmachines', 'virtualmachineinstances']],
  [
    'snapshot.kubevirt.io',
    ['virtualmachinesnapshots', 'virtualmachinerestores'],
  ],
  ['clone.kubevirt.io', ['virtualmachineclones']],
  [
    'instancetype.kubevirt.io',
    ['virtualmachineinstancetypes', 'virtualmachinepreferences'],
  ],
];

function rule(group: string, resources: string[], verbs: string[]): Rule {
  return { apiGroups: [group], resources, verbs };
}

function guestSubresources(names: string[]): string[] {
  return names.map(name => `virtualmachineinstances/${name}`);
}

function kinds(verbs: string[]): Rule[] {
  return KINDS.map(([group, names]) => rule(group, names, verbs));
}

const MIGRATION_READ = rule(
  'kubevirt.io',
  ['virtualmachineinstancemigrations'],
  READ,
);
const ASK = rule(
  SUBRESOURCES,
  ['virtualmachines/expand-spec', ...guestSubresources(QUESTIONS)],
  ['get'],
);
const EDIT = [
  ...kinds(WRITE),
  MIGRATION_READ,
  ASK,
  rule(SUBRESOURCES, guestSubresources(['console', 'vnc']), ['get']),
  rule(
    SUBRESOURCES,
    [
      ...POWER.map(name => `virtualmachines/${name}`),
      ...guestSubresources(GUEST),
    ],
    ['update'],
  ),
];
const DISKS = ['datavolumes', 'datasources', 'dataimportcrons'];

/** The ClusterRoles that KubeVirt and CDI bring, by what they are aggregated to. */
const ROLES: [name: string, aggregateTo: string | undefined, rules: Rule[]][] =
  [
    [
      'kubevirt.io:default',
      undefined,
      [
        rule('kubevirt.io', ['kubevirts'], ['get', 'list']),
        rule(SUBRESOURCES, ['version', 'guestfs'], ['get']),
      ],
    ],
    [
      'instancetype.kubevirt.io:view',
      undefined,
      [
        rule(
          'instancetype.kubevirt.io',
          [
            'virtualmachineclusterinstancetypes',
            'virtualmachineclusterpreferences',
          ],
          READ,
        ),
      ],
    ],
    ['kubevirt.io:view', 'view', [...kinds(READ), MIGRATION_READ, ASK]],
    ['kubevirt.io:edit', 'edit', EDIT],
    ['kubevirt.io:admin', 'admin', [...EDIT, ...kinds(['deletecollection'])]],
    [
      'kubevirt.io:migrate',
      undefined,
      [
        rule(SUBRESOURCES, ['virtualmachines/migrate'], ['update']),
        rule('kubevirt.io', ['virtualmachineinstancemigrations'], WRITE),
      ],
    ],
    [
      'cdi.kubevirt.io:view',
      'view',
      [
        rule('cdi.kubevirt.io', DISKS, READ),
        rule('cdi.kubevirt.io', ['datavolumes/source'], ['create']),
      ],
    ],
    [
      'cdi.kubevirt.io:edit',
      'edit',
      [
        rule('cdi.kubevirt.io', DISKS, WRITE),
        rule('cdi.kubevirt.io', ['datavolumes/source'], ['create']),
      ],
    ],
    [
      'cdi.kubevirt.io:config-reader',
      undefined,
      [rule('cdi.kubevirt.io', ['cdiconfigs', 'storageprofiles'], READ)],
    ],
  ];

/** Those that everyone who is signed in has. */
const EVERYONES = [
  'kubevirt.io:default',
  'instancetype.kubevirt.io:view',
  'cdi.kubevirt.io:config-reader',
];

function roleOf([name, aggregateTo, rules]: (typeof ROLES)[number]) {
  const labels = aggregateTo && {
    [`rbac.authorization.k8s.io/aggregate-to-${aggregateTo}`]: 'true',
  };
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name, ...(labels && { labels }) },
    rules,
  };
}

function bindingOf(name: string): KubernetesObject {
  const apiGroup = 'rbac.authorization.k8s.io';
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup, kind: 'ClusterRole', name },
    subjects: [{ apiGroup, kind: 'Group', name: 'system:authenticated' }],
  };
}

/** Adds the roles that KubeVirt and CDI bring, and binds those that are everyone's. */
export function installKubevirtRoles(api: KubernetesApi): void {
  const add = (plural: string, object: KubernetesObject): void => {
    const id = { group: 'rbac.authorization.k8s.io', version: 'v1', plural };
    if (api.find(id, undefined, object.metadata.name)) return;
    api.create(id, object, { as: LAB_CONTROLLER });
  };
  ROLES.forEach(role => add('clusterroles', roleOf(role)));
  EVERYONES.forEach(name => add('clusterrolebindings', bindingOf(name)));
}
