import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { RepositoryConfig } from '../config/readRepositories';
import { isForgeError } from '../hosts/ForgeError';
import { withRequestFacts } from '../requests/requestFacts';
import { GiteaHost } from './GiteaHost';

const TOKEN = 'gitea-secret-token';
const API = 'http://git.test/api/v1/repos/platform/gitops';
const BRANCH = 'naru/vm/team1-staging/web-01';
const COMMIT = 'c'.repeat(40);

const config: RepositoryConfig = {
  id: 'platform',
  type: 'gitea',
  url: 'http://git.test',
  owner: 'platform',
  name: 'gitops',
  branch: 'main',
  token: TOKEN,
  cloneUrls: ['http://gitea.svc:3000/platform/gitops.git'],
};

const host = new GiteaHost(config, {
  timeoutMs: 200,
  retryDelayMs: 1,
  maxBytes: 100_000,
});

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function pull(change: Record<string, unknown> = {}) {
  const { branch = BRANCH, ...rest } = change;
  return {
    number: 7,
    state: 'open',
    title: 'Add web-01',
    body: withRequestFacts('# web-01', {
      requestedBy: 'user:default/dev1',
      author: '김다나',
      entityRefs: ['resource:team1-staging/web-01'],
    }),
    html_url: 'http://git.test/platform/gitops/pulls/7',
    merged: false,
    merged_at: null,
    merge_commit_sha: null,
    mergeable: true,
    created_at: '2026-11-21T09:00:00Z',
    user: { login: 'naru', full_name: '' },
    head: { ref: branch, label: branch, sha: 'abc', repo_id: 1 },
    base: { ref: 'main', label: 'main', sha: 'def', repo_id: 1 },
    ...rest,
  };
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('it did not fail');
    },
    error => {
      if (!isForgeError(error)) {
        throw error;
      }
      return error;
    },
  );

describe('GiteaHost', () => {
  it('reads a file with its version, sending the token', async () => {
    server.use(
      http.get(`${API}/contents/:folder/*`, ({ request }) => {
        expect(request.headers.get('authorization')).toBe(`token ${TOKEN}`);
        expect(new URL(request.url).pathname).toMatch(
          /\/contents\/a%20b\/%ED%95%9C.yaml$/,
        );
        expect(new URL(request.url).searchParams.get('ref')).toBe('main');
        return HttpResponse.json({
          type: 'file',
          path: 'a b/한.yaml',
          sha: 'v1',
          encoding: 'base64',
          content: Buffer.from('이름: 나루\n').toString('base64'),
        });
      }),
    );
    expect(await host.readFile('a b/한.yaml', 'main')).toEqual({
      path: 'a b/한.yaml',
      content: '이름: 나루\n',
      version: 'v1',
    });
  });

  it('lists everything below a folder, page by page and once for each tree', async () => {
    const asked: string[] = [];
    const blob = (path: string, mode = '100644') => ({
      path,
      mode,
      type: 'blob',
      size: 3,
      sha: `sha of ${path}`,
    });
    const tree = (path: string, sha: string) => ({
      path,
      mode: '040000',
      type: 'tree',
      sha,
    });
    server.use(
      http.get(`${API}/branches/main`, () =>
        HttpResponse.json({ commit: { id: COMMIT } }),
      ),
      http.get(`${API}/git/trees/:sha`, ({ request, params }) => {
        const query = new URL(request.url).searchParams;
        const page = Number(query.get('page'));
        asked.push(`${params.sha} ${query.get('recursive')} ${page}`);
        const pages: Record<string, unknown[][]> = {
          [COMMIT]: [[tree('charts', 'c1'), blob('README.md')]],
          c1: [[tree('web-service', 'c2')]],
          c2: [
            [blob('Chart.yaml'), blob('link', '120000')],
            [tree('templates', 'c3'), blob('templates/a.yaml')],
          ],
        };
        const all = pages[String(params.sha)];
        return HttpResponse.json({
          tree: all[page - 1],
          truncated: page < all.length,
        });
      }),
    );
    const own = new GiteaHost(config);
    const files = await own.listTree('charts/web-service', 'main');
    expect(files).toEqual([
      {
        path: 'charts/web-service/Chart.yaml',
        version: 'sha of Chart.yaml',
        size: 3,
      },
      {
        path: 'charts/web-service/templates/a.yaml',
        version: 'sha of templates/a.yaml',
        size: 3,
      },
    ]);
    expect(asked).toHaveLength(4);
    expect(await own.listTree('charts/web-service', COMMIT)).toEqual(files);
    expect(await own.listTree('charts/none', COMMIT)).toEqual([]);
    expect(await own.listTree('README.md', COMMIT)).toEqual([]);
    expect(asked).toHaveLength(4);
  });

  it('reads a version of a file once, and again after it failed', async () => {
    let calls = 0;
    server.use(
      http.get(`${API}/git/blobs/v1`, () => {
        calls += 1;
        return calls === 1
          ? HttpResponse.json({ message: 'no' }, { status: 404 })
          : HttpResponse.json({
              encoding: 'base64',
              content: Buffer.from('나루').toString('base64'),
            });
      }),
    );
    const own = new GiteaHost(config);
    expect((await failure(own.readBlob('v1'))).kind).toBe('not-found');
    expect(await Promise.all([own.readBlob('v1'), own.readBlob('v1')])).toEqual(
      ['나루', '나루'],
    );
    expect(calls).toBe(2);
  });

  it('refuses a folder without end', async () => {
    server.use(
      http.get(`${API}/git/trees/:sha`, () =>
        HttpResponse.json({
          truncated: true,
          tree: Array.from({ length: 1_000 }, (_, index) => ({
            path: `${index}`,
            type: 'blob',
            sha: 'x',
          })),
        }),
      ),
    );
    const error = await failure(new GiteaHost(config).listTree('', COMMIT));
    expect(error.message).toContain('more than 5000 files');
  });

  it('takes a missing file, folder, branch or pull request for none', async () => {
    server.use(
      http.all(`${API}/*`, () =>
        HttpResponse.json(
          { message: 'object does not exist' },
          { status: 404 },
        ),
      ),
    );
    expect(await host.readFile('x.yaml', 'main')).toBeUndefined();
    expect(await host.listFiles('x', 'main')).toEqual([]);
    expect(await host.findBranch('naru/x')).toBeUndefined();
    expect(await host.findChangeRequest('naru/x')).toBeUndefined();
    await host.deleteBranch('naru/x');
  });

  it('finds the open pull request of a branch although Gitea answers the oldest', async () => {
    server.use(
      http.get(`${API}/pulls/main/*`, () =>
        HttpResponse.json(pull({ number: 1, state: 'closed' })),
      ),
      http.get(`${API}/pulls`, () =>
        HttpResponse.json([
          pull({ number: 9, branch: 'naru/other' }),
          pull({ number: 8 }),
          pull({ number: 1, state: 'closed' }),
        ]),
      ),
    );
    expect(await host.findChangeRequest(BRANCH)).toMatchObject({
      number: 8,
      state: 'open',
      author: '김다나',
      requestedBy: 'user:default/dev1',
      entityRefs: ['resource:team1-staging/web-01'],
    });
  });

  it('finds the newest of those that are over, and keeps its branch name when the branch is gone', async () => {
    const merged = pull({
      number: 5,
      state: 'closed',
      merged: true,
      merged_at: '2026-11-21T10:00:00Z',
      merge_commit_sha: 'fff',
      head: { ref: 'refs/pull/5/head', label: BRANCH, sha: 'abc', repo_id: 1 },
    });
    server.use(
      http.get(`${API}/pulls/main/*`, () =>
        HttpResponse.json(pull({ number: 1, state: 'closed' })),
      ),
      http.get(`${API}/pulls`, () =>
        HttpResponse.json([merged, pull({ number: 1, state: 'closed' })]),
      ),
    );
    expect(await host.findChangeRequest(BRANCH)).toMatchObject({
      number: 5,
      branch: BRANCH,
      state: 'merged',
      mergedAt: '2026-11-21T10:00:00Z',
      mergeSha: 'fff',
    });
  });

  it('lists over all pages what Naru asked for, but nothing from a fork or to another base', async () => {
    const pages = [
      Array.from({ length: 50 }, (_, index) => pull({ number: 100 - index })),
      [
        pull({ number: 3, branch: 'feature' }),
        pull({
          number: 2,
          base: { label: 'release', sha: 'x', repo_id: 1 },
        }),
        pull({
          number: 4,
          head: { label: BRANCH, sha: 'x', repo_id: 2 },
        }),
        pull({ number: 1, user: null, body: null }),
      ],
    ];
    server.use(
      http.get(`${API}/pulls`, ({ request }) => {
        const query = new URL(request.url).searchParams;
        expect(query.get('state')).toBe('open');
        return HttpResponse.json(pages[Number(query.get('page')) - 1]);
      }),
    );
    const found = await host.listChangeRequests({
      branchPrefix: 'naru/',
      state: 'open',
    });
    expect(found).toHaveLength(51);
    expect(found[0].number).toBe(100);
    expect(found[50]).toMatchObject({ number: 1, author: 'unknown' });
  });

  it('writes new and changed files in one commit', async () => {
    server.use(
      http.post(`${API}/contents`, async ({ request }) => {
        expect(await request.json()).toEqual({
          branch: 'main',
          new_branch: BRANCH,
          message: 'Add',
          author: { name: '김다나', email: 'dana@example.com' },
          files: [
            { operation: 'create', path: 'a.yaml', content: 'YTogMQo=' },
            {
              operation: 'update',
              path: 'b.yaml',
              content: 'YTogMQo=',
              sha: 'v1',
            },
          ],
        });
        return HttpResponse.json(
          { commit: { sha: 'c1' }, files: [] },
          { status: 201 },
        );
      }),
    );
    const content = 'a: 1\n';
    expect(
      await host.commit({
        branch: BRANCH,
        from: 'main',
        message: 'Add',
        author: { name: '김다나', email: 'dana@example.com' },
        files: [
          { path: 'a.yaml', content },
          { path: 'b.yaml', content, replaces: 'v1' },
        ],
      }),
    ).toEqual({ sha: 'c1' });
  });

  it.each([
    [422, 'branch already exists [name: x]'],
    [422, 'repository file already exists [path: x]'],
    [422, 'sha does not match [given: a, expected: b]'],
    [403, "cannot lock ref 'refs/heads/x': reference already exists"],
    [404, 'branch does not exist [repo_id: 1, name: x]'],
    [409, 'conflict'],
  ])('takes %s "%s" of a commit for a conflict', async (status, message) => {
    server.use(
      http.post(`${API}/contents`, () =>
        HttpResponse.json({ message }, { status }),
      ),
    );
    expect((await failure(write())).kind).toBe('conflict');
  });

  it('takes a 409 of a new pull request for a conflict', async () => {
    server.use(
      http.post(`${API}/pulls`, () =>
        HttpResponse.json(
          { message: 'pull request already exists for these targets [id: 3]' },
          { status: 409 },
        ),
      ),
    );
    const error = await failure(
      host.openChangeRequest({ branch: BRANCH, title: 't', body: 'b' }),
    );
    expect(error.kind).toBe('conflict');
  });

  it('reads files and checks, and null for a list without entries', async () => {
    server.use(
      http.get(`${API}/pulls/7/files`, () =>
        HttpResponse.json([
          { filename: 'a.yaml', status: 'added' },
          { filename: 'b.yaml', status: 'changed' },
          { filename: 'c.yaml', status: 'deleted' },
        ]),
      ),
      http.get(`${API}/commits/abc/status`, () =>
        HttpResponse.json({
          state: 'failure',
          statuses: [
            { context: 'lint', status: 'error', description: 'bad' },
            { context: 'build', status: 'pending' },
          ],
        }),
      ),
      http.get(`${API}/commits/def/status`, () =>
        HttpResponse.json({ state: '', statuses: null }),
      ),
    );
    expect(await host.filesOf(7)).toEqual([
      { path: 'a.yaml', status: 'added' },
      { path: 'b.yaml', status: 'modified' },
      { path: 'c.yaml', status: 'deleted' },
    ]);
    expect(await host.commitStatuses('abc')).toMatchObject([
      { context: 'lint', state: 'failure', description: 'bad' },
      { context: 'build', state: 'pending' },
    ]);
    expect(await host.commitStatuses('def')).toEqual([]);
  });

  it.each([
    [401, 'unauthorized', 503, /has to renew it \(gitops.repositories\)/],
    [403, 'forbidden', 503, /has to give it the right/],
    [422, 'invalid', 400, /does not take it \(422 said\)/],
    [429, 'busy', 503, /too busy/],
    [500, 'server', 503, /the forge failed/],
  ])('explains a %s as %s', async (status, kind, statusCode, message) => {
    server.use(
      http.get(`${API}/branches/main`, () =>
        HttpResponse.json({ message: 'said' }, { status }),
      ),
    );
    const error = await failure(host.findBranch('main'));
    expect(error).toMatchObject({ kind, statusCode });
    expect(error.message).toMatch(message);
  });

  it('shows neither token nor path of the server, whatever the forge says', async () => {
    server.use(
      http.get(`${API}/branches/main`, () =>
        HttpResponse.json(
          { message: `bad ${TOKEN} in /data/git/platform/gitops.git: no` },
          { status: 422 },
        ),
      ),
      http.get(`${API}/branches/other`, () =>
        HttpResponse.json(
          { message: 'open /data/git/platform/gitops.git/HEAD' },
          { status: 500 },
        ),
      ),
    );
    for (const branch of ['main', 'other']) {
      const error = await failure(host.findBranch(branch));
      expect(error.message).not.toContain(TOKEN);
      expect(error.message).not.toContain('/data');
    }
  });

  it.each([429, 500, 502, 503])('reads again after a %s', async status => {
    let calls = 0;
    server.use(
      http.get(`${API}/branches/main`, () => {
        calls += 1;
        return calls < 3
          ? new HttpResponse('<html>', {
              status,
              headers: { 'retry-after': '0' },
            })
          : HttpResponse.json({ commit: { id: 'abc' } });
      }),
    );
    expect(await host.findBranch('main')).toEqual({ sha: 'abc' });
    expect(calls).toBe(3);
  });

  it('does not wait for a forge that asks for a long pause', async () => {
    server.use(
      http.get(
        `${API}/branches/main`,
        () =>
          new HttpResponse('', {
            status: 429,
            headers: { 'retry-after': '3600' },
          }),
      ),
    );
    expect((await failure(host.findBranch('main'))).kind).toBe('busy');
  });

  it('never writes again by itself', async () => {
    let calls = 0;
    server.use(
      http.post(`${API}/contents`, () => {
        calls += 1;
        return HttpResponse.json({ message: 'x' }, { status: 502 });
      }),
    );
    const error = await failure(write());
    expect(error.outcomeUnknown).toBe(true);
    expect(calls).toBe(1);
  });

  it.each([
    ['<html>sign in</html>', /not JSON/],
    ['{"commit": {"id": 7}}', /commit.id/],
    [`"${'x'.repeat(100_001)}"`, /more than 100000 bytes/],
  ])('refuses the answer %.20s', async (body, message) => {
    server.use(http.get(`${API}/branches/main`, () => new HttpResponse(body)));
    const error = await failure(host.findBranch('main'));
    expect(error.kind).toBe('bad-answer');
    expect(error.message).toMatch(message);
  });

  it('refuses a link that is not one of the web', async () => {
    server.use(
      http.post(`${API}/pulls`, () =>
        HttpResponse.json(pull({ html_url: 'data:text/html,hello' }), {
          status: 201,
        }),
      ),
    );
    const error = await failure(
      host.openChangeRequest({ branch: BRANCH, title: 't', body: 'b' }),
    );
    expect(error.kind).toBe('bad-answer');
  });

  it.each([
    ['timeout', 'slow'],
    ['unreachable', 'cut'],
    ['unreachable', 'redirect'],
  ])('says %s when the forge is %s', async (kind, behaviour) => {
    const forge = createServer((_, response) => {
      if (behaviour === 'cut') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"commit": {"id"', () => response.destroy());
      } else if (behaviour === 'redirect') {
        response.writeHead(302, { location: 'http://elsewhere.test/' }).end();
      }
    });
    await new Promise<void>(done => {
      forge.listen(0, '127.0.0.1', done);
    });
    server.close();
    try {
      const { port } = forge.address() as AddressInfo;
      const far = new GiteaHost(
        { ...config, url: `http://127.0.0.1:${port}` },
        { timeoutMs: 100, retryDelayMs: 1 },
      );
      const error = await failure(far.findBranch('main'));
      expect(error.kind).toBe(kind);
      expect(error.message).not.toContain(TOKEN);
    } finally {
      server.listen({ onUnhandledFrame: 'error' });
      forge.closeAllConnections();
      forge.close();
    }
  });

  it('knows where files and clones are', () => {
    expect(host.fileUrl('a b/x.yaml', 'main')).toBe(
      'http://git.test/platform/gitops/src/branch/main/a%20b/x.yaml',
    );
    expect(host.repository.cloneUrls).toEqual([
      'http://git.test/platform/gitops.git',
      'http://gitea.svc:3000/platform/gitops.git',
    ]);
  });
});

function write() {
  return host.commit({
    branch: BRANCH,
    from: 'main',
    message: 'm',
    author: { name: 'n', email: 'e@example.com' },
    files: [{ path: 'x', content: 'x' }],
  });
}
