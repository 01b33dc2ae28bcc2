import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clusterListSchema,
  powerActions,
  virtualMachineAnswerSchema,
  virtualMachineListSchema,
  virtualMachineReadPermission,
} from '@naru/plugin-kubevirt-common';
import {
  createVirtualMachineConditionalDecision,
  kubevirtInventoryServiceRef,
  RemovalGuard,
  removalGuardServiceRef,
  virtualMachineConditions,
} from '@naru/plugin-kubevirt-node';
import {
  createInventoryVirtualMachine,
  FakeInventory,
} from '@naru/plugin-kubevirt-node/testUtils';
import request from 'supertest';
import kubevirtPlugin from '.';

const WEB = 'resource:team1-staging/web-01';
const VM = '/api/kubevirt/v1/vms/team1-staging/web-01';

interface AuditedEvent {
  eventId: string;
  meta: object;
  outcome: string;
}

describe('kubevirtPlugin', () => {
  const inventory = new FakeInventory();
  const guard = new RemovalGuard({ logger: mockServices.logger.mock() });
  const publish = jest.fn(async () => undefined);
  const actions = actionsRegistryServiceMock();
  const audited: AuditedEvent[] = [];
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  /** Names of permissions that are refused. */
  let refused: Set<string>;
  /** The decision on what may be seen in lists. */
  let readDecision: PolicyDecision;

  const permissions = mockServices.permissions.mock({
    authorize: async queries =>
      queries.map(({ permission }) => ({
        result: refused.has(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async () => [readDecision],
  });
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta = {} }) => ({
      success: async options => {
        const outcome = 'success';
        audited.push({ eventId, meta: { ...meta, ...options?.meta }, outcome });
      },
      fail: async ({ error }) => {
        audited.push({ eventId, meta, outcome: error.name });
      },
    }),
  });

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        kubevirtPlugin,
        permissions.factory,
        auditor.factory,
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        createServiceFactory({
          service: kubevirtInventoryServiceRef,
          deps: {},
          factory: () => inventory,
        }),
        createServiceFactory({
          service: removalGuardServiceRef,
          deps: {},
          factory: () => guard,
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({ publish }),
        }),
      ],
    });
    server = backend.server;
  });

  beforeEach(() => {
    jest.clearAllMocks();
    audited.length = 0;
    refused = new Set();
    readDecision = { result: AuthorizeResult.ALLOW };
    inventory.delete(...inventory.virtualMachines().map(m => m.entityRef));
    inventory.set(
      createInventoryVirtualMachine(),
      createInventoryVirtualMachine({
        namespace: 'team2-staging',
        name: 'db-01',
        owner: 'group:default/team2',
        status: 'Stopped',
      }),
    );
    inventory.state = {
      name: 'prod7',
      title: 'prod7',
      phase: 'live',
      lastGoodAt: '2026-03-01T10:00:00Z',
    };
    inventory.powerCalls.length = 0;
    inventory.powerError = undefined;
  });

  describe('GET /v1/vms', () => {
    const LIST = '/api/kubevirt/v1/vms';

    it('lists a page with facets and the states of the clusters', async () => {
      const { status, body } = await request(server).get(
        `${LIST}?sort=-name&limit=1&offset=1`,
      );

      expect(status).toBe(200);
      expect(virtualMachineListSchema.parse(body)).toEqual({
        items: [
          expect.objectContaining({
            entityRef: 'resource:team2-staging/db-01',
          }),
        ],
        total: 2,
        offset: 1,
        limit: 1,
        clusters: [inventory.state],
        facets: {
          status: { Running: 1, Stopped: 1 },
          namespace: { 'team1-staging': 1, 'team2-staging': 1 },
        },
      });
      expect(body.items[0]).not.toHaveProperty('power');
      expect(body.items[0]).not.toHaveProperty('decided');
    });

    it('filters by several values of a parameter and by words', async () => {
      const found = async (query: string): Promise<string[]> => {
        const { body } = await request(server).get(`${LIST}?${query}`);
        return body.items.map(({ name }: { name: string }) => name);
      };

      expect(await found('status=Running&status=Stopped')).toEqual([
        'db-01',
        'web-01',
      ]);
      expect(await found('owner=Group:default/Team2')).toEqual(['db-01']);
      expect(await found('search=10.244+WEB')).toEqual(['web-01']);
      expect(await found('namespace=nowhere')).toEqual([]);
    });

    it.each([
      ['limit=0', 'Query limit'],
      ['limit=501', 'Query limit'],
      ['limit=many', 'Query limit: must be a whole number'],
      ['offset=-1', 'Query offset'],
      ['sort=colour', 'Query sort'],
      [`search=${'x'.repeat(201)}`, 'Query search'],
      ['search[a]=b', 'Query search'],
    ])('refuses %s', async (query, message) => {
      const { status, body } = await request(server).get(`${LIST}?${query}`);
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });

    it('shows only what the person may see, in rows, totals and facets', async () => {
      readDecision = createVirtualMachineConditionalDecision(
        virtualMachineReadPermission,
        virtualMachineConditions.isOwner({ claims: ['group:default/team1'] }),
      );

      const { body } = await request(server).get(LIST);

      expect(body).toMatchObject({
        items: [{ entityRef: WEB }],
        total: 1,
        facets: { status: { Running: 1 }, namespace: { 'team1-staging': 1 } },
      });
    });

    it('refuses a person who may see nothing, and one who is not signed in', async () => {
      readDecision = { result: AuthorizeResult.DENY };
      expect((await request(server).get(LIST)).status).toBe(403);
      const anonymous = await request(server)
        .get(LIST)
        .set('Authorization', mockCredentials.none.header());
      expect(anonymous.status).toBe(401);
    });

    it('stays when the cluster is cut and says since when', async () => {
      inventory.state = {
        ...inventory.state,
        phase: 'stale',
        message: 'Cluster prod7: Unreachable',
      };

      const { body } = await request(server).get(LIST);

      expect(body.total).toBe(2);
      expect(body.clusters).toEqual([inventory.state]);
    });
  });

  describe('GET /v1/vms/:namespace/:entityName', () => {
    it('shows a machine with what the person may do', async () => {
      refused = new Set(['kubevirt.vm.stop', 'kubevirt.vm.start']);

      const { status, body } = await request(server).get(VM);

      expect(status).toBe(200);
      const { vm, cluster } = virtualMachineAnswerSchema.parse(body);
      expect(vm.entityRef).toBe(WEB);
      expect(vm.power).toEqual({
        start: {
          possible: false,
          allowed: false,
          interrupts: false,
          reason: 'forbidden',
        },
        stop: {
          possible: true,
          allowed: false,
          interrupts: true,
          reason: 'forbidden',
        },
        restart: { possible: true, allowed: true, interrupts: true },
      });
      expect(cluster).toEqual(inventory.state);
      expect(body.vm).not.toHaveProperty('decided');
    });

    it('refuses who may not see it', async () => {
      refused = new Set(['kubevirt.vm.read']);
      const { status, body } = await request(server).get(VM);
      expect(status).toBe(403);
      expect(body).not.toHaveProperty('vm');
    });

    it('says that it is gone', async () => {
      const { status, body } = await request(server).get(
        '/api/kubevirt/v1/vms/team1-staging/nope',
      );
      expect(status).toBe(404);
      expect(body.error.message).toContain(
        'There is no VirtualMachine for resource:team1-staging/nope in the clusters (prod7)',
      );
    });

    it('does not say that it is gone before the cluster was read', async () => {
      inventory.state = {
        name: 'prod7',
        title: 'prod7',
        phase: 'loading',
        message: 'Unreachable',
      };
      const { status, body } = await request(server).get(
        '/api/kubevirt/v1/vms/team1-staging/nope',
      );
      expect(status).toBe(503);
      expect(body.error.message).toContain(
        'cluster prod7 has not been read completely since the start (Unreachable)',
      );
    });
  });

  describe.each(powerActions)('POST /v1/vms/…/%s', action => {
    it('asks the cluster and leaves an audit event', async () => {
      const { status, body } = await request(server).post(`${VM}/${action}`);

      expect(status).toBe(202);
      expect(body.message).toBe(`Cluster prod7 accepted: ${action} ${WEB}`);
      expect(inventory.powerCalls).toEqual([{ entityRef: WEB, action }]);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'vm-power',
          severityLevel: 'medium',
          request: expect.objectContaining({ method: 'POST' }),
        }),
      );
      expect(audited).toEqual([
        {
          eventId: 'vm-power',
          outcome: 'success',
          meta: {
            action,
            entityRef: WEB,
            cluster: 'prod7',
            namespace: 'team1-staging',
            name: 'web-01',
            owner: 'group:default/team1',
          },
        },
      ]);
    });

    it('refuses who may not, says whom to ask and audits the try', async () => {
      refused = new Set([`kubevirt.vm.${action}`]);

      const { status, body } = await request(server).post(`${VM}/${action}`);

      expect(status).toBe(403);
      expect(body.error.message).toBe(
        `You may not ${action} ${WEB}; its owner group:default/team1 or the platform team can`,
      );
      expect(inventory.powerCalls).toEqual([]);
      expect(audited).toEqual([
        {
          eventId: 'vm-power',
          outcome: 'NotAllowedError',
          meta: { action, entityRef: WEB },
        },
      ]);
    });

    it.each([
      [new ConflictError('VM is already running'), 409, 'already running'],
      [new NotAllowedError('the service account may not'), 403, 'may not'],
      [
        new ServiceUnavailableError('the cluster cannot be reached'),
        503,
        'cannot be reached',
      ],
    ])('answers %s with %i', async (error, code, words) => {
      inventory.powerError = error;

      const { status, body } = await request(server).post(`${VM}/${action}`);

      expect(status).toBe(code);
      expect(body.error.message).toContain(words);
      expect(audited).toMatchObject([{ outcome: error.name }]);
    });

    it('knows nothing of a machine that does not exist, whatever the client sends', async () => {
      const { status } = await request(server)
        .post(`/api/kubevirt/v1/vms/team1-staging/nope/${action}`)
        .send({ cluster: 'prod7', namespace: 'team1-staging', name: 'web-01' });

      expect(status).toBe(404);
      expect(inventory.powerCalls).toEqual([]);
      expect(audited).toMatchObject([{ outcome: 'NotFoundError' }]);
    });

    it('is for people only', async () => {
      const { status } = await request(server)
        .post(`${VM}/${action}`)
        .set('Authorization', mockCredentials.service.header());
      expect(status).toBe(403);
      expect(inventory.powerCalls).toEqual([]);
    });
  });

  it('answers the permission backend with its rule', async () => {
    const { conditions, resourceType } =
      createVirtualMachineConditionalDecision(
        virtualMachineReadPermission,
        virtualMachineConditions.isOwner({ claims: ['group:default/team1'] }),
      );
    const { status, body } = await request(server)
      .post('/api/kubevirt/.well-known/backstage/permissions/apply-conditions')
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: [WEB, 'resource:team2-staging/db-01', 'resource:x/none'].map(
          (resourceRef, index) => ({
            id: String(index),
            resourceRef,
            resourceType,
            conditions,
          }),
        ),
      });

    expect(status).toBe(200);
    expect(body.items.map(({ result }: { result: string }) => result)).toEqual([
      'ALLOW',
      'DENY',
      'DENY',
    ]);
  });

  it('tells the states of the clusters, and a removal that was held back', async () => {
    const { body } = await request(server).get('/api/kubevirt/v1/clusters');
    expect(clusterListSchema.parse(body)).toEqual({
      clusters: [inventory.state],
    });

    const entityRefs = Array.from({ length: 150 }, (_, i) => `resource:a/${i}`);
    guard.admits({ cluster: 'prod7', entityRefs, of: 200 });
    const clusters = await request(server).get('/api/kubevirt/v1/clusters');
    expect(clusters.body.clusters[0].message).toContain(
      '150 of 200 entities would be removed from the catalog',
    );

    refused = new Set(['kubevirt.removal.confirm']);
    for (const attempt of [
      request(server).get('/api/kubevirt/v1/removals'),
      request(server).post('/api/kubevirt/v1/removals/prod7/confirm'),
    ]) {
      expect((await attempt).status).toBe(403);
    }

    refused = new Set();
    const removals = await request(server).get('/api/kubevirt/v1/removals');
    expect(removals.body.removals).toMatchObject([
      { cluster: 'prod7', of: 200, count: 150 },
    ]);
    expect(removals.body.removals[0].entityRefs).toHaveLength(100);
    const confirm = () =>
      request(server).post('/api/kubevirt/v1/removals/prod7/confirm');
    expect((await confirm()).status).toBe(202);
    guard.admits({ cluster: 'prod7', entityRefs, of: 200 });
    expect((await confirm()).status).toBe(404);
    expect(audited.map(({ eventId, outcome }) => [eventId, outcome])).toEqual([
      ['removal-confirm', 'NotAllowedError'],
      ['removal-confirm', 'success'],
      ['removal-confirm', 'NotFoundError'],
    ]);
  });

  it('offers reading to scripts and assistants, within what the caller may see', async () => {
    readDecision = createVirtualMachineConditionalDecision(
      virtualMachineReadPermission,
      virtualMachineConditions.isOwner({ claims: ['group:default/team2'] }),
    );
    const list = await actions.invoke({
      id: 'test:list-vms',
      input: { status: ['Running', 'Stopped'] },
    });
    expect(list.output).toMatchObject({
      total: 1,
      items: [{ entityRef: 'resource:team2-staging/db-01' }],
    });

    const one = await actions.invoke({
      id: 'test:get-vm',
      input: { entityRef: WEB },
    });
    expect(one.output).toMatchObject({ entityRef: WEB, status: 'Running' });
    refused = new Set(['kubevirt.vm.read']);
    await expect(
      actions.invoke({ id: 'test:get-vm', input: { entityRef: WEB } }),
    ).rejects.toThrow('You may not see');
  });
});
