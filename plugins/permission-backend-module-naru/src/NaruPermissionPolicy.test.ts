import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { gitopsPermissions } from '@naru/plugin-gitops-common';
import { harborPermissions } from '@naru/plugin-harbor-common';
import { kubevirtPermissions } from '@naru/plugin-kubevirt-common';
import { runbooksPermissions } from '@naru/plugin-runbooks-common';
import { NaruPermissionPolicy } from './NaruPermissionPolicy';

const people = {
  platform: ['user:default/ops1', 'group:default/platform-team'],
  platformInTeam: [
    'user:default/ops2',
    'group:default/team1',
    'group:default/platform-team',
    'group:default/auditors',
  ],
  developer: ['user:default/dev1', 'group:default/team1'],
  auditor: ['user:default/audit1', 'group:default/auditors'],
  auditorInTeam: [
    'user:default/audit2',
    'group:default/team1',
    'group:default/auditors',
  ],
  visitor: ['user:default/new1'],
};
type Who = keyof typeof people | 'nobody';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const ownMachines = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'kubevirt',
  resourceType: 'kubevirt-vm',
  conditions: {
    rule: 'IS_OWNER',
    resourceType: 'kubevirt-vm',
    params: { claims: people.developer },
  },
};
const ownApplications = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'gitops',
  resourceType: 'gitops-application',
  conditions: {
    rule: 'IS_OWNER',
    resourceType: 'gitops-application',
    params: { claims: people.developer },
  },
};
const ownTasks = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'scaffolder',
  resourceType: 'scaffolder-task',
  conditions: {
    rule: 'IS_TASK_OWNER',
    resourceType: 'scaffolder-task',
    params: { createdBy: ['user:default/dev1'] },
  },
};

/** developer, auditor, visitor; platform engineers may always, nobody never. */
const table: Record<string, [object, object, object]> = {
  'catalog.entity.read': [ALLOW, ALLOW, ALLOW],
  'catalog.entity.create': [DENY, DENY, DENY],
  'catalog.entity.delete': [DENY, DENY, DENY],
  'catalog.entity.refresh': [ALLOW, DENY, DENY],
  'catalog.entity.validate': [DENY, DENY, DENY],
  'catalog.location.read': [ALLOW, ALLOW, ALLOW],
  'catalog.location.create': [DENY, DENY, DENY],
  'catalog.location.analyze': [DENY, DENY, DENY],
  'catalog.location.delete': [DENY, DENY, DENY],
  'catalog.ingestion.read': [DENY, ALLOW, DENY],
  'catalog.ingestion.manage': [DENY, DENY, DENY],
  'scaffolder.template.parameter.read': [ALLOW, ALLOW, ALLOW],
  'scaffolder.template.step.read': [ALLOW, ALLOW, ALLOW],
  'scaffolder.template.dry-run': [DENY, DENY, DENY],
  'scaffolder.template.management': [DENY, DENY, DENY],
  'scaffolder.action.execute': [ALLOW, DENY, DENY],
  'scaffolder.task.create': [ALLOW, DENY, DENY],
  'scaffolder.task.read': [ownTasks, ALLOW, DENY],
  'scaffolder.task.cancel': [ownTasks, DENY, DENY],
  'kubernetes.clusters.read': [ALLOW, ALLOW, ALLOW],
  'kubernetes.resources.read': [ALLOW, ALLOW, ALLOW],
  'kubernetes.proxy': [DENY, DENY, DENY],
  'kubevirt.vm.read': [ALLOW, ALLOW, ALLOW],
  'kubevirt.vm.start': [ownMachines, DENY, DENY],
  'kubevirt.vm.stop': [ownMachines, DENY, DENY],
  'kubevirt.vm.restart': [ownMachines, DENY, DENY],
  'gitops.change-request.read': [ALLOW, ALLOW, ALLOW],
  'gitops.application.read': [ALLOW, ALLOW, ALLOW],
  'gitops.application.sync': [ownApplications, DENY, DENY],
  'harbor.project.read': [ALLOW, ALLOW, ALLOW],
  'runbooks.case.read': [ALLOW, ALLOW, ALLOW],
  'runbooks.feedback.read': [DENY, ALLOW, DENY],
};

const permissions: Permission[] = [
  ...catalogPermissions,
  ...scaffolderPermissions,
  ...kubernetesPermissions,
  ...kubevirtPermissions,
  ...gitopsPermissions,
  ...harborPermissions,
  ...runbooksPermissions,
];

async function decide(permission: Permission, who: Who) {
  const userInfo = mockServices.userInfo.mock();
  const policy = new NaruPermissionPolicy({
    groups: {
      platform: 'group:default/platform-team',
      auditor: 'group:default/auditors',
    },
    userInfo,
  });
  if (who === 'nobody') return policy.handle({ permission });
  const [userEntityRef] = people[who];
  const credentials = mockCredentials.user(userEntityRef);
  const ownershipEntityRefs = people[who];
  userInfo.getUserInfo.mockResolvedValue({
    userEntityRef,
    ownershipEntityRefs,
  });
  const info = { userEntityRef, ownershipEntityRefs: [] };
  return policy.handle({ permission }, { credentials, info });
}

describe('NaruPermissionPolicy', () => {
  it.each(
    permissions.map(permission => [permission.name, permission] as const),
  )('decides %s for every role', async (name, permission) => {
    const [developer, auditor, visitor] = table[name];
    const expected: Record<Who, object> = {
      platform: ALLOW,
      platformInTeam: ALLOW,
      developer,
      auditor,
      auditorInTeam: auditor,
      visitor,
      nobody: DENY,
    };
    for (const [who, decision] of Object.entries(expected)) {
      expect([who, await decide(permission, who as Who)]).toEqual([
        who,
        decision,
      ]);
    }
  });

  it('has a decision in the table for every permission of the portal', () => {
    expect(permissions.map(({ name }) => name).sort()).toEqual(
      Object.keys(table).sort(),
    );
  });

  it.each([
    createPermission({
      name: 'new.thing.read',
      attributes: { action: 'read' },
    }),
    createPermission({ name: 'new.thing.create', attributes: {} }),
  ])(
    'leaves what it does not know to platform engineers: $name',
    async permission => {
      expect(await decide(permission, 'platform')).toEqual(ALLOW);
      expect(await decide(permission, 'developer')).toEqual(DENY);
      expect(await decide(permission, 'auditor')).toEqual(DENY);
      expect(await decide(permission, 'visitor')).toEqual(DENY);
      expect(await decide(permission, 'nobody')).toEqual(DENY);
    },
  );

  it('refuses when it cannot learn who the person is', async () => {
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async () => {
        throw new Error('unreachable');
      },
    });
    const policy = new NaruPermissionPolicy({
      groups: { platform: 'group:default/platform-team' },
      userInfo,
    });
    await expect(
      policy.handle(
        { permission: catalogPermissions[0] },
        {
          credentials: mockCredentials.user('user:default/ops1'),
          info: { userEntityRef: 'user:default/ops1', ownershipEntityRefs: [] },
        },
      ),
    ).rejects.toThrow('unreachable');
  });
});
