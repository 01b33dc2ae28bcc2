import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { list, liveCluster, machine, summary } from '../__fixtures__/machines';
import { KubevirtClient } from './KubevirtClient';

const BASE = 'http://kubevirt.test/api/kubevirt';

describe('KubevirtClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new KubevirtClient({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: {
          getBaseUrl: async plugin => `http://kubevirt.test/api/${plugin}`,
        },
      },
    }),
  });

  it('asks for a page of the list, each value of a filter by itself', async () => {
    let asked: URL | undefined;
    server.use(
      http.get(`${BASE}/v1/vms`, ({ request }) => {
        asked = new URL(request.url);
        return HttpResponse.json(list([summary()], { total: 2_041 }));
      }),
    );

    const answer = await client.listVms({
      offset: 50,
      limit: 25,
      sort: '-createdAt',
      search: 'web & db',
      status: ['Running', 'Stopped'],
      owner: ['group:default/team1', 'user:default/dev1'],
    });

    expect(answer.total).toBe(2_041);
    expect(answer.items[0].name).toBe('web-01');
    expect([...(asked?.searchParams ?? [])]).toEqual([
      ['offset', '50'],
      ['limit', '25'],
      ['sort', '-createdAt'],
      ['search', 'web & db'],
      ['status', 'Running'],
      ['status', 'Stopped'],
      ['owner', 'group:default/team1'],
      ['owner', 'user:default/dev1'],
    ]);
  });

  it('asks once for a machine that several cards want at the same time', async () => {
    let count = 0;
    server.use(
      http.get(`${BASE}/v1/vms/team1-staging/web-01`, () => {
        count += 1;
        return HttpResponse.json({ vm: machine(), cluster: liveCluster });
      }),
    );
    const id = { namespace: 'team1-staging', name: 'web-01' };

    const [one, other] = await Promise.all([
      client.getVm(id),
      client.getVm(id),
    ]);
    expect(one).toBe(other);
    expect(count).toBe(1);

    await client.getVm(id);
    expect(count).toBe(2);
  });

  it('asks for a power action, with the name as one part of the path', async () => {
    server.use(
      http.post(`${BASE}/v1/vms/team1-staging/..%2Fweb-01/stop`, () =>
        HttpResponse.json({ message: 'accepted' }, { status: 202 }),
      ),
    );
    await expect(
      client.power({ namespace: 'team1-staging', name: '../web-01' }, 'stop'),
    ).resolves.toEqual({ message: 'accepted' });
  });

  it("rejects with the backend's own words when it refuses", async () => {
    server.use(
      http.post(`${BASE}/v1/vms/team1-staging/web-01/start`, () =>
        HttpResponse.json(
          {
            error: { name: 'ConflictError', message: 'VM is already running' },
            response: { statusCode: 409 },
          },
          { status: 409 },
        ),
      ),
    );
    await expect(
      client.power({ namespace: 'team1-staging', name: 'web-01' }, 'start'),
    ).rejects.toMatchObject({
      statusCode: 409,
      cause: { message: 'VM is already running' },
    });
  });

  it('says so when it does not understand the answer', async () => {
    server.use(
      http.get(`${BASE}/v1/vms`, () => HttpResponse.json({ machines: [] })),
    );
    await expect(client.listVms({})).rejects.toThrow(
      'answered in a form that this page does not understand',
    );
  });
});
