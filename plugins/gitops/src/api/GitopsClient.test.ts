import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { changeRequest, progressAt } from '../__fixtures__/changes';
import {
  entityApplications,
  stagingApplication,
} from '../__fixtures__/entityApplications';
import { GitopsClient } from './GitopsClient';

const BASE = 'http://gitops.test/api/gitops';

describe('GitopsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new GitopsClient({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: {
          getBaseUrl: async plugin => `http://gitops.test/api/${plugin}`,
        },
      },
    }),
  });
  const change = {
    repository: 'platform',
    branch: 'naru/vm/team1-staging/web-01',
  };

  it('asks for the way of a change by repository and branch', async () => {
    let branch: string | null | undefined;
    server.use(
      http.get(`${BASE}/v1/change-requests/platform`, ({ request }) => {
        branch = new URL(request.url).searchParams.get('branch');
        return HttpResponse.json(progressAt('merge', 'active'));
      }),
    );
    const progress = await client.getProgress(change);
    expect(branch).toBe('naru/vm/team1-staging/web-01');
    expect(progress.steps[1]).toEqual({ id: 'merge', state: 'active' });
  });

  it('lists change requests', async () => {
    server.use(
      http.get(`${BASE}/v1/change-requests`, () =>
        HttpResponse.json({ items: [changeRequest()] }),
      ),
    );
    const { items } = await client.listChanges();
    expect(items.map(item => item.number)).toEqual([12]);
  });

  it("rejects with the backend's own words when it refuses", async () => {
    server.use(
      http.get(`${BASE}/v1/change-requests/platform`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'No pull request for it' },
            response: { statusCode: 404 },
          },
          { status: 404 },
        ),
      ),
    );
    await expect(client.getProgress(change)).rejects.toMatchObject({
      statusCode: 404,
      cause: { message: 'No pull request for it' },
    });
  });

  it("asks for an entity's Applications, an object of one, and orders a sync", async () => {
    const orders: unknown[] = [];
    const path = `${BASE}/v1/entities/component/default/shop/applications`;
    server.use(
      http.get(path, () =>
        HttpResponse.json(entityApplications([stagingApplication()])),
      ),
      http.get(`${path}/shop-staging/object`, ({ request }) => {
        const { kind, name } = Object.fromEntries(
          new URL(request.url).searchParams,
        );
        return HttpResponse.json({
          kind,
          name,
          conditions: [],
          containers: [],
          events: [],
        });
      }),
      http.post(`${path}/shop-staging/sync`, async ({ request }) => {
        orders.push(await request.json());
        return HttpResponse.json({ message: 'on its way' }, { status: 202 });
      }),
    );
    const ref = 'component:default/shop';

    const { applications } = await client.listEntityApplications(ref);
    expect(applications.map(({ name }) => name)).toEqual(['shop-staging']);
    const report = await client.getObjectReport(ref, 'shop-staging', {
      kind: 'Pod',
      name: 'shop-1',
    });
    expect(report).toMatchObject({ kind: 'Pod', name: 'shop-1' });
    await client.syncApplication(ref, {
      application: 'shop-staging',
      revision: 'abc',
      prune: false,
    });
    expect(orders).toEqual([{ revision: 'abc', prune: false }]);
  });

  it('says so when it does not understand the answer', async () => {
    server.use(
      http.get(`${BASE}/v1/change-requests`, () => HttpResponse.json([])),
    );
    await expect(client.listChanges()).rejects.toThrow(
      'answered in a form that this page does not understand',
    );
  });
});
