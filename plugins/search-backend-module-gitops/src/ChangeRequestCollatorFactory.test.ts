import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import type { ChangeRequest } from '@naru/plugin-gitops-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ChangeRequestCollatorFactory } from './ChangeRequestCollatorFactory';

const changeRequest: ChangeRequest = {
  repository: 'platform',
  branch: 'naru/vm/team1-staging/web-01',
  number: 12,
  url: 'https://git.example.com/platform/gitops/pulls/12',
  title: 'Virtual machine web-01',
  state: 'open',
  author: 'Kim Dana',
  createdAt: '2026-01-01T00:00:00Z',
  headSha: 'abc',
  base: 'main',
  files: [
    { path: 'kubernetes/staging/vms/team1/web-01.yaml', status: 'added' },
  ],
  requestedBy: 'user:default/dev1',
  entityRefs: ['resource:team1-staging/web-01'],
};

describe('ChangeRequestCollatorFactory', () => {
  const server = setupServer();
  beforeAll(() => server.listen());
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  const factory = new ChangeRequestCollatorFactory({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async plugin => `http://portal.test/api/${plugin}`,
    }),
    page: '/changes',
  });

  async function collect() {
    const documents: unknown[] = [];
    await pipeline(
      await factory.getCollator(),
      new Writable({
        objectMode: true,
        write(document, _encoding, done) {
          documents.push(document);
          done();
        },
      }),
    );
    return documents;
  }

  it('makes documents of change requests that lead to their pages', async () => {
    server.use(
      http.get('http://portal.test/api/gitops/v1/change-requests', () =>
        HttpResponse.json({ items: [changeRequest] }),
      ),
    );
    expect(await collect()).toEqual([
      {
        title: 'Virtual machine web-01',
        text: 'kubernetes/staging/vms/team1/web-01.yaml',
        location: '/changes/platform?branch=naru%2Fvm%2Fteam1-staging%2Fweb-01',
        repository: 'platform',
        branch: 'naru/vm/team1-staging/web-01',
        number: 12,
        state: 'open',
        createdAt: '2026-01-01T00:00:00Z',
        requester: 'user:default/dev1',
        entityRefs: ['resource:team1-staging/web-01'],
        names: ['naru/vm/team1-staging/web-01', '#12'],
        keywords: ['web-01', 'team1-staging/web-01', 'Kim Dana'],
      },
    ]);
  });

  it('asks as the search plugin, for those who may read change requests', async () => {
    let authorization: string | null = null;
    server.use(
      http.get(
        'http://portal.test/api/gitops/v1/change-requests',
        ({ request }) => {
          authorization = request.headers.get('authorization');
          return HttpResponse.json({ items: [] });
        },
      ),
    );
    expect(await collect()).toEqual([]);
    expect(authorization).toMatch(/^Bearer .+/u);
    expect(factory.visibilityPermission.name).toBe(
      'gitops.change-request.read',
    );
  });

  it('fails when the GitOps plugin does, so that the old index stays', async () => {
    server.use(
      http.get('http://portal.test/api/gitops/v1/change-requests', () =>
        HttpResponse.json({ error: { message: 'no' } }, { status: 503 }),
      ),
    );
    await expect(collect()).rejects.toThrow('503');
  });
});
