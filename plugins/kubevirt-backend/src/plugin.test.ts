import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  kubevirtSignalSchema,
  virtualMachineAnswerSchema,
  virtualMachineListSchema,
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
import {
  virtualMachineReadPermission,
  virtualMachineStopPermission,
} from '@naru/plugin-kubevirt-common';
import request from 'supertest';
import kubevirtPlugin from '.';

describe('kubevirtPlugin', () => {
  let inventory: FakeInventory;
  let guard: RemovalGuard;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  /** Names of permissions that are refused. */
  let refused: Set<string>;
  /** The decision on what may be seen in lists. */
  let readDecision: PolicyDecision;
  const audited: { eventId: string; meta: unknown; outcome: string }[] = [];
  const publish = jest.fn(async () => undefined);
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
        audited.push({
          eventId,
          meta: { ...meta, ...options?.meta },
          outcome: 'success',
        });
      },
      fail: async ({ error }) => {
        audited.push({ eventId, meta, outcome: error.name });
      },
    }),
  });
  const actions = actionsRegistryServiceMock();

  beforeAll(async () => {
    inventory = new FakeInventory();
    guard = new RemovalGuard({ logger: mockServices.logger.mock() });
    const backend = await startTestBackend({
      features: [
        kubevirtPlugin,
        permissions.factory,
        auditor.factory,
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
        actionsRegistryServiceMock.factory(),
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

  const VM = '/api/kubevirt/v1/vms/team1-staging/web-01';

  it('smoke', async () => {
    const response = await request(server).get('/api/kubevirt/v1/vms');
    expect(response.status).toBe(200);
    expect(actions).toBeDefined();
    expect([
      virtualMachineListSchema,
      virtualMachineAnswerSchema,
      kubevirtSignalSchema,
      createVirtualMachineConditionalDecision,
      virtualMachineConditions,
      virtualMachineReadPermission,
      virtualMachineStopPermission,
      mockCredentials,
      ConflictError,
      ServiceUnavailableError,
      VM,
    ]).toBeDefined();
  });
});
