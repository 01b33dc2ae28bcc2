import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  changeProgressSchema,
  changeRequestListSchema,
  GitopsSignal,
  gitopsSignalSchema,
} from '@naru/plugin-gitops-common';
import {
  argoCdApplicationsServiceRef,
  changeRequestHostsServiceRef,
  ForgeError,
} from '@naru/plugin-gitops-node';
import { FakeChangeRequestHost } from '@naru/plugin-gitops-node/testUtils';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import {
  BRANCH,
  hostsOf,
  openRequest,
  vmResource,
} from './__fixtures__/changes';
import { application, FakeApplications } from './__fixtures__/FakeApplications';
import gitopsPlugin from './index';

// Starting a backend takes seconds on a busy machine.
jest.setTimeout(30_000);

async function start(
  options: {
    denied?: string[];
    /** What is in the forge before the backend starts. */
    prepare?: (host: FakeChangeRequestHost) => Promise<void>;
  } = {},
) {
  const host = new FakeChangeRequestHost({ files: { 'README.md': 'x' } });
  await options.prepare?.(host);
  const applications = new FakeApplications();
  const signals: GitopsSignal[] = [];
  const listeners = new Set<() => void>();
  const backend = await startTestBackend({
    features: [
      gitopsPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: { name: 'web-01', namespace: 'team1-staging' },
          },
        ],
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: options.denied?.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
      createServiceFactory({
        service: changeRequestHostsServiceRef,
        deps: {},
        factory: () => hostsOf(host),
      }),
      createServiceFactory({
        service: argoCdApplicationsServiceRef,
        deps: {},
        factory: () => applications,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async ({ message }) => {
            signals.push(gitopsSignalSchema.parse(message));
            listeners.forEach(listener => listener());
          },
        }),
      }),
    ],
  });
  const get = (path: string) =>
    request(backend.server).get(`/api/gitops${path}`);
  applications.onRefresh = () => listeners.forEach(listener => listener());
  /** Resolves when the condition holds; looks at each signal and each call to Argo CD. */
  const until = (condition: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (condition()) {
          listeners.delete(look);
          resolve();
        }
      };
      listeners.add(look);
      look();
    });
  const wake = (body = '{}', secret = 'webhook-secret') =>
    request(backend.server)
      .post('/api/gitops/v1/webhooks/gitea')
      .set('authorization', mockCredentials.none.header())
      .set('content-type', 'application/json')
      .set(
        'x-gitea-signature',
        createHmac('sha256', secret).update(body).digest('hex'),
      )
      .send(body);
  return { backend, host, applications, signals, get, until, wake };
}

const PROGRESS = `/v1/change-requests/platform?branch=${encodeURIComponent(
  BRANCH,
)}`;

describe('gitops plugin', () => {
  let stop: (() => Promise<void>) | undefined;
  const started = async (options?: Parameters<typeof start>[0]) => {
    const context = await start(options);
    stop = () => context.backend.stop();
    return context;
  };
  afterEach(() => stop?.());

  it('follows a change from pull request to object', async () => {
    const { host, applications, get, until, wake, signals } = await started();
    await openRequest(host);
    const progress = async () => {
      const { body } = await get(PROGRESS).expect(200);
      return changeProgressSchema.parse(body);
    };

    const open = await progress();
    expect(open.changeRequest).toMatchObject({ number: 1, state: 'open' });
    expect(open.steps.map(({ state }) => state)).toEqual([
      'done',
      'active',
      'waiting',
      'waiting',
    ]);

    applications.set(application());
    host.end(1, 'merged');
    await wake().expect(204);
    await until(() => applications.refreshed.length > 0);
    const merged = await progress();
    expect(merged.steps[2].message).toContain('has not read the merge yet');
    expect(merged.applications.map(({ name }) => name)).toEqual([
      'team1-vms-staging',
    ]);

    applications.set(
      application({ resources: [{ ...vmResource, status: 'Synced' }] }),
    );
    const done = await progress();
    expect(done.steps.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
    await until(() =>
      signals.some(
        signal =>
          signal.changeRequests.includes(`platform:${BRANCH}`) &&
          signal.applications.includes('argocd/team1-vms-staging'),
      ),
    );
  });

  it('lists change requests, of one state if wanted', async () => {
    const { get } = await started({
      prepare: async host => {
        await openRequest(host, 'web-01');
        await openRequest(host, 'web-02');
        host.end(1, 'closed');
      },
    });
    const numbers = async (query: string) => {
      const { body } = await get(`/v1/change-requests${query}`).expect(200);
      return changeRequestListSchema
        .parse(body)
        .items.map(({ number }) => number);
    };
    expect(await numbers('')).toEqual([2, 1]);
    expect(await numbers('?state=open')).toEqual([2]);
    await get('/v1/change-requests?state=lost').expect(400);
  });

  it('refuses who may not see change requests', async () => {
    const { host, get } = await started({
      denied: ['gitops.change-request.read'],
    });
    await openRequest(host);
    const { body } = await get(PROGRESS).expect(403);
    expect(body.error.message).toContain('gitops.change-request.read');
    await get('/v1/change-requests').expect(403);
  });

  it('keeps Argo CD from who may not see Applications', async () => {
    const { host, applications, get } = await started({
      denied: ['gitops.application.read'],
    });
    await openRequest(host);
    host.end(1, 'merged');
    applications.set(
      application({
        resources: [{ ...vmResource, status: 'SyncFailed', message: 'denied' }],
      }),
    );
    const { body } = await get(PROGRESS).expect(200);
    expect(body.applications).toEqual([]);
    expect(body.steps[2]).toEqual({ id: 'sync', state: 'failed' });
    expect(JSON.stringify(body)).not.toContain('denied');
  });

  it('refuses who is not signed in, and a webhook that is not signed', async () => {
    const { backend, get, wake } = await started();
    const answers = await Promise.all([
      get('/v1/change-requests').set(
        'authorization',
        mockCredentials.none.header(),
      ),
      wake('{}', 'guessed'),
      request(backend.server).post('/api/gitops/v1/webhooks/gitea').send('{}'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('says what is wrong with a request', async () => {
    const { host, get } = await started();
    await get('/v1/change-requests/platform').expect(400);
    const missing = await get(
      '/v1/change-requests/platform?branch=naru/none',
    ).expect(404);
    expect(missing.body.error.message).toContain('There is no pull request');
    host.beforeCall = () => {
      throw new ForgeError({
        kind: 'unreachable',
        repository: 'platform',
        action: 'find it',
      });
    };
    const down = await get(
      '/v1/change-requests/platform?branch=naru/other',
    ).expect(503);
    expect(down.body.error.message).toContain('the forge does not answer');
  });
});
