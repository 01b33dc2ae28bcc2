import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  type AuthService,
  type BackstageCredentials,
  type BackstageUserPrincipal,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { JsonObject } from '@backstage/types';
import {
  kubevirtPermissions,
  type VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import {
  virtualMachinePermissionRules,
  virtualMachineResourceRef,
} from '@naru/plugin-kubevirt-node';
import request from 'supertest';
import naruPolicy from './index';

const owners: Record<string, string> = {
  'resource:team1-staging/web-01': 'group:default/team1',
  'resource:team2-staging/web-01': 'group:default/team2',
};

/** Answers for two machines, as the backend of the KubeVirt plugin does. */
const machines = createBackendPlugin({
  pluginId: 'kubevirt',
  register(env) {
    env.registerInit({
      deps: { permissionsRegistry: coreServices.permissionsRegistry },
      async init({ permissionsRegistry }) {
        permissionsRegistry.addResourceType({
          resourceRef: virtualMachineResourceRef,
          permissions: kubevirtPermissions,
          rules: Object.values(virtualMachinePermissionRules),
          getResources: async refs =>
            refs.map(ref => ({ owner: owners[ref] } as VirtualMachineSummary)),
        });
      },
    });
  },
});

const people: Record<string, string[]> = {
  'user:default/dev1': ['group:default/team1'],
  'user:default/ops1': ['group:default/platform-team'],
  'user:default/audit1': ['group:default/auditors'],
};

const naru = {
  platformGroup: 'group:default/platform-team',
  auditorGroup: 'Group:Auditors',
};

function personOf(credentials: BackstageCredentials): string {
  return (credentials as BackstageCredentials<BackstageUserPrincipal>).principal
    .userEntityRef;
}

/** Names the plugin that asks for a person, which the token of the mock service leaves out. */
function authService() {
  const auth = mockServices.auth();
  return mockServices.auth.mock({
    authenticate: (token, options) => auth.authenticate(token, options),
    isPrincipal: ((credentials, type) =>
      auth.isPrincipal(credentials, type)) as AuthService['isPrincipal'],
    getPluginRequestToken: async ({ onBehalfOf }) => ({
      token: mockCredentials.user.token(personOf(onBehalfOf), {
        actor: { subject: 'plugin:permission' },
      }),
    }),
  });
}

function start(config: JsonObject = { naru }) {
  return startTestBackend({
    features: [
      permissionPlugin,
      naruPolicy,
      authService().factory,
      machines,
      mockServices.permissionsRegistry.factory(),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, ...config },
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const userEntityRef = personOf(credentials);
          const groups = people[userEntityRef] ?? [];
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...groups],
          };
        },
      }).factory,
    ],
  });
}

describe('permissionModuleNaru', () => {
  it.each([
    ['user:default/dev1', 'ALLOW', 'DENY'],
    ['user:default/ops1', 'ALLOW', 'ALLOW'],
    ['user:default/audit1', 'DENY', 'DENY'],
    ['user:default/new1', 'DENY', 'DENY'],
  ])(
    'decides on the power of a machine by its owner, for %s',
    async (person, own, other) => {
      const { server } = await start();
      const [, ...powers] = kubevirtPermissions;
      const items = powers.flatMap(permission =>
        Object.keys(owners).map(resourceRef => ({
          id: `${permission.name} ${resourceRef}`,
          permission,
          resourceRef,
        })),
      );

      const response = await request(server)
        .post('/api/permission/authorize')
        .set('authorization', mockCredentials.user.header(person))
        .send({ items });

      expect(response.status).toBe(200);
      expect(response.body.items).toEqual(
        items.map(({ id, resourceRef }) => ({
          id,
          result: resourceRef.includes('team1') ? own : other,
        })),
      );
    },
  );

  it.each([
    [{}, 'naru.platformGroup is missing'],
    [
      { naru: { platformGroup: 'user:default/ops1' } },
      "naru.platformGroup: 'user:default/ops1' is not the ref of a group",
    ],
    [
      { naru: { ...naru, auditorGroup: 'group:' } },
      "naru.auditorGroup: 'group:' is not the ref of a group",
    ],
    [
      { naru: { ...naru, auditorGroup: 'platform-team' } },
      "are both 'group:default/platform-team'",
    ],
  ])('stops the start with %j', async (config, words) => {
    await expect(start(config)).rejects.toThrow(words);
  });
});
