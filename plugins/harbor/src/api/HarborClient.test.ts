import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { projectList, repositoryList, tagList } from '../__fixtures__/images';
import { HarborClient } from './HarborClient';

const BASE = 'http://harbor.test/api/harbor';

describe('HarborClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new HarborClient({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: {
          getBaseUrl: async plugin => `http://harbor.test/api/${plugin}`,
        },
      },
    }),
  });

  it('asks for projects by team, repositories by project, tags by both', async () => {
    const asked: string[] = [];
    const answering = (path: string, body: object) =>
      http.get(`${BASE}${path}`, ({ request }) => {
        asked.push(decodeURIComponent(new URL(request.url).search));
        return HttpResponse.json({ ...body });
      });
    server.use(
      answering('/v1/projects', projectList()),
      answering('/v1/repositories', repositoryList()),
      answering('/v1/tags', tagList()),
    );
    expect((await client.listProjects('team1')).expected).toHaveLength(2);
    expect((await client.listRepositories('team1-dev')).items).toHaveLength(2);
    expect(
      (await client.listTags({ project: 'team1-dev', repository: 'a/b' }))
        .items,
    ).toHaveLength(3);
    expect(asked).toEqual([
      '?team=team1',
      '?project=team1-dev',
      '?project=team1-dev&repository=a/b',
    ]);
  });

  it("rejects with the backend's own words when it refuses", async () => {
    server.use(
      http.get(`${BASE}/v1/projects`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'You may not' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    await expect(client.listProjects('team1')).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: 'You may not' },
    });
  });

  it('says so when it does not understand the answer', async () => {
    server.use(
      http.get(`${BASE}/v1/repositories`, () => HttpResponse.json({})),
    );
    await expect(client.listRepositories('team1-dev')).rejects.toThrow(
      'answered in a form that this page does not understand',
    );
  });
});
