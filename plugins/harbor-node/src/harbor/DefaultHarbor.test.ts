import { ConfigReader } from '@backstage/config';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { DefaultHarbor } from './DefaultHarbor';
import { isHarborError, type HarborError } from './HarborError';
import type { HarborReaderLimits } from './HarborReader';

const PASSWORD = 'Sup3r-secret';
const API = 'http://harbor.test/api/v2.0';
const LIMITS: HarborReaderLimits = {
  timeoutMs: 500,
  deadlineMs: 1_000,
  retryDelayMs: 1,
  keepMs: 0,
  maxBytes: 100_000,
};

function harborAt(url: string, limits: HarborReaderLimits = {}) {
  const instance = { username: 'robot$naru', password: PASSWORD };
  const instances = [
    { ...instance, name: 'main', url, registry: 'images.test' },
    { ...instance, name: 'edge', url: 'http://edge.test' },
  ];
  return DefaultHarbor.fromConfig(
    new ConfigReader({ harbor: { instances } } as never),
    { ...LIMITS, ...limits },
  );
}

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const failure = (call: Promise<unknown>): Promise<HarborError> =>
  call.then(
    () => {
      throw new Error('it did not fail');
    },
    error => {
      if (!isHarborError(error)) {
        throw error;
      }
      return error;
    },
  );

const errors = (status: number, code: string) =>
  HttpResponse.json(
    { errors: [{ code, message: `${code} ${PASSWORD}` }] },
    { status },
  );

const repository = (name: string) => ({
  name: `team1-dev/${name}`,
  artifact_count: 2,
});

const artifact = (
  tags: [name: string, pushed: string][],
  digest = `sha256:${'a'.repeat(64)}`,
) => ({
  digest,
  type: 'IMAGE',
  size: 61_400_000,
  push_time: '2026-11-01T09:00:00.000Z',
  tags: tags.map(([name, push_time]) => ({ name, push_time })),
});

describe('DefaultHarbor', () => {
  const harbor = harborAt('http://harbor.test');
  const repositories = (options?: {
    instance?: string;
    signal?: AbortSignal;
  }) => harbor.repositories('team1-dev', options);
  const answering = (...answers: (() => Response)[]) => {
    let calls = 0;
    server.use(
      http.get(`${API}/projects/team1-dev/repositories`, () => {
        const answer = answers[Math.min(calls, answers.length - 1)];
        calls += 1;
        return answer();
      }),
    );
    return () => calls;
  };

  it('finds the Harbor of an image by its registry', () => {
    expect(harbor.findByRegistry('images.test')?.name).toBe('main');
    expect(harbor.findByRegistry('edge.test')?.name).toBe('edge');
    expect(harbor.findByRegistry('docker.io')).toBeUndefined();
  });

  it('asks the Harbor that is named', async () => {
    server.use(
      http.get(
        'http://edge.test/api/v2.0/projects/team1-dev/repositories',
        () => HttpResponse.json([repository('edge')]),
      ),
    );
    const list = await repositories({ instance: 'edge' });
    expect(list?.items[0].name).toBe('team1-dev/edge');
    await expect(repositories({ instance: 'none' })).rejects.toThrow(
      'No Harbor "none" is configured',
    );
  });

  it('says so when none is configured', async () => {
    const none = DefaultHarbor.fromConfig(new ConfigReader({}));
    await expect(none.repositories('team1-dev')).rejects.toThrow(
      'No Harbor is configured',
    );
  });

  describe('projects', () => {
    const systemInfo = (body: object) =>
      http.get(`${API}/systeminfo`, () => HttpResponse.json({ ...body }));
    const project = http.get(`${API}/projects`, ({ request }) => {
      const q = new URL(request.url).searchParams.get('q');
      return HttpResponse.json(
        q === 'name=team1-dev' ? [{ name: 'team1-dev', repo_count: 5 }] : [],
      );
    });

    it('gives those of the named ones that Harbor shows', async () => {
      server.use(project, systemInfo({ harbor_version: 'v2.14.4' }));
      const { items } = await harbor.projects(['team1-dev', 'team1-prod']);
      expect(items).toEqual([
        {
          instance: 'main',
          name: 'team1-dev',
          registry: 'images.test',
          repositoryCount: 5,
        },
      ]);
    });

    it('notices a wrong password where Harbor says nothing of it', async () => {
      server.use(project, systemInfo({ auth_mode: 'db_auth' }));
      const error = await failure(harbor.projects(['team1-prod']));
      expect(error.kind).toBe('unauthorized');
      expect(error.message).toContain('renew it (harbor.instances)');
    });
  });

  describe('lists', () => {
    it('sends the account and no cookie, and reads page by page', async () => {
      const pages: string[] = [];
      server.use(
        http.get(`${API}/projects/team1-dev/repositories`, ({ request }) => {
          const { searchParams } = new URL(request.url);
          pages.push(String(searchParams));
          expect(request.headers.get('cookie')).toBeNull();
          expect(request.headers.get('authorization')).toBe(
            `Basic ${btoa(`robot$naru:${PASSWORD}`)}`,
          );
          const page = Number(searchParams.get('page'));
          const count = page === 3 ? 50 : 100;
          return HttpResponse.json(
            Array.from({ length: count }, (_, n) => repository(`${page}-${n}`)),
            { headers: { 'x-total-count': '250', 'set-cookie': 'sid=abc' } },
          );
        }),
      );
      const list = await repositories();
      expect(list?.items).toHaveLength(250);
      expect(list?.truncated).toBe(false);
      expect(pages).toEqual(
        [1, 2, 3].map(page => `sort=name&page=${page}&page_size=100`),
      );
    });

    it('stops at the limit of pages and says so', async () => {
      server.use(
        http.get(`${API}/projects/team1-dev/repositories`, () =>
          HttpResponse.json(
            Array.from({ length: 100 }, (_, n) => repository(`r${n}`)),
            { headers: { 'x-total-count': '5000' } },
          ),
        ),
      );
      const limited = harborAt('http://harbor.test', { maxPages: 2 });
      const list = await limited.repositories('team1-dev');
      expect(list?.items).toHaveLength(200);
      expect(list?.truncated).toBe(true);
    });

    it('gives undefined for a project that Harbor does not have', async () => {
      answering(() => errors(404, 'NOT_FOUND'));
      expect(await repositories()).toBeUndefined();
    });

    it('keeps a list for a while, and lets those who ask at once share a call', async () => {
      const calls = answering(() => HttpResponse.json([repository('shop')]));
      const keeping = harborAt('http://harbor.test', { keepMs: 60_000 });
      const ask = () => keeping.repositories('team1-dev');
      const [one, two] = await Promise.all([ask(), ask()]);
      expect(await ask()).toBe(one);
      expect(two).toBe(one);
      expect(calls()).toBe(1);
    });

    it('does not end the call of another who waits when one gives up', async () => {
      answering(() => HttpResponse.json([repository('shop')]));
      const leaving = new AbortController();
      const left = repositories({ signal: leaving.signal });
      const stayed = repositories();
      leaving.abort(new Error('left'));
      await expect(left).rejects.toThrow('left');
      expect((await stayed)?.items).toHaveLength(1);
    });
  });

  describe('tags', () => {
    it('encodes a name with slashes twice and gives the tags newest first', async () => {
      let asked = '';
      server.use(
        http.get(
          `${API}/projects/team1-dev/repositories/:name/artifacts`,
          ({ request }) => {
            asked = new URL(request.url).pathname;
            expect(new URL(request.url).searchParams.get('q')).toBe(
              'tags=*,type=IMAGE',
            );
            return HttpResponse.json([
              artifact(
                [['1.1.0', '2026-11-02T09:00:00.000Z']],
                `sha256:${'b'.repeat(64)}`,
              ),
              artifact([
                ['stable', '2026-11-10T09:00:00.000Z'],
                ['1.0.0', '2026-11-01T09:00:00.000Z'],
                ['1.0', '2026-11-01T09:00:00.000Z'],
              ]),
            ]);
          },
        ),
      );
      const list = await harbor.tags('team1-dev', 'tools/db/migrate');
      expect(asked).toMatch(/\/repositories\/tools%252Fdb%252Fmigrate\//);
      expect(list?.items.map(({ name }) => name)).toEqual([
        'stable',
        '1.1.0',
        '1.0.0',
        '1.0',
      ]);
      expect(list?.items[1]).toEqual({
        name: '1.1.0',
        digest: `sha256:${'b'.repeat(64)}`,
        pushedAt: '2026-11-02T09:00:00.000Z',
        size: 61_400_000,
      });
    });
  });

  describe('artifact', () => {
    const PATH = `${API}/projects/team1-dev/repositories/shop/artifacts/:reference`;
    const image = { project: 'team1-dev', repository: 'shop' };

    it('gives digest, tags and what the last scan found', async () => {
      server.use(
        http.get(PATH, ({ params }) => {
          expect(params.reference).toBe('1.1.0');
          return HttpResponse.json({
            ...artifact([['1.1.0', '2026-11-02T09:00:00.000Z']]),
            scan_overview: {
              'application/vnd.security.vulnerability.report; version=1.1': {
                scan_status: 'Success',
                severity: 'High',
                summary: { total: 3, summary: { High: 1, Low: 2 } },
              },
            },
          });
        }),
      );
      expect(await harbor.artifact({ ...image, reference: '1.1.0' })).toEqual({
        digest: `sha256:${'a'.repeat(64)}`,
        tags: ['1.1.0'],
        pushedAt: new Date('2026-11-01T09:00:00Z'),
        size: 61_400_000,
        scan: {
          status: 'Success',
          severity: 'High',
          summary: { High: 1, Low: 2 },
        },
      });
    });

    it('gives undefined when there is none, but not when a proxy has no Harbor behind it', async () => {
      server.use(http.get(PATH, () => errors(404, 'NOT_FOUND')));
      const wanted = { ...image, reference: `sha256:${'0'.repeat(64)}` };
      expect(await harbor.artifact(wanted)).toBeUndefined();
      server.use(
        http.get(PATH, () => new HttpResponse('<html>', { status: 404 })),
      );
      expect((await failure(harbor.artifact(wanted))).kind).toBe('answer');
    });
  });

  it.each([
    ['../team2-dev', 'shop', '1.0'],
    ['Team1', 'shop', '1.0'],
    ['team1-dev', 'shop/../../team2-dev', '1.0'],
    ['team1-dev', 'a%2fb', '1.0'],
    ['team1-dev', '', '1.0'],
    ['team1-dev', 'shop', '1.0/tags'],
    ['team1-dev', 'shop', ''],
    ['team1-dev', 'shop', 'sha256:zz'],
  ])('asks nothing for %j/%j:%j', async (project, name, reference) => {
    await expect(
      harbor.artifact({ project, repository: name, reference }),
    ).rejects.toThrow(/is (not|neither)/);
  });

  describe('when Harbor does not answer well', () => {
    it.each([
      [401, 'UNAUTHORIZED', 'unauthorized'],
      [403, 'FORBIDDEN', 'forbidden'],
      [422, 'UNPROCESSABLE_ENTITY', 'answer'],
    ])(
      'takes %d for what it is and does not ask again',
      async (status, code, kind) => {
        const calls = answering(() => errors(status, code));
        const error = await failure(repositories());
        expect(error.kind).toBe(kind);
        expect(calls()).toBe(1);
        expect(error.message).toMatch(
          /^Harbor "main": cannot list the repositories of team1-dev: /,
        );
        expect(error.message).not.toContain(PASSWORD);
      },
    );

    it.each([
      [429, 'busy'],
      [500, 'unreachable'],
      [503, 'unreachable'],
    ])('asks three times when it answers %d', async (status, kind) => {
      const calls = answering(() => errors(status, 'UNKNOWN'));
      const error = await failure(repositories());
      expect(error.kind).toBe(kind);
      expect(calls()).toBe(3);
    });

    it('is content with a second try that works', async () => {
      const calls = answering(
        () => errors(502, 'UNKNOWN'),
        () => HttpResponse.json([repository('shop')]),
      );
      expect((await repositories())?.items).toHaveLength(1);
      expect(calls()).toBe(2);
    });

    it('does not wait for what asks to wait longer than people do', async () => {
      const calls = answering(
        () =>
          new HttpResponse(null, {
            status: 429,
            headers: { 'retry-after': '120' },
          }),
      );
      expect((await failure(repositories())).kind).toBe('busy');
      expect(calls()).toBe(1);
    });

    it.each([
      ['something else than JSON', '<html>login</html>', 'not JSON'],
      ['JSON of another form', '{"items": []}', 'answer:'],
      ['half an item', '[{"name": 7}]', '0.name:'],
      ['too much', `[${' '.repeat(200_000)}]`, 'more than 100000 bytes'],
    ])('refuses %s', async (_, body, detail) => {
      const calls = answering(() => new HttpResponse(body));
      const error = await failure(repositories());
      expect(error.kind).toBe('answer');
      expect(error.message).toContain(detail);
      expect(calls()).toBe(1);
    });

    it('tells when it last answered', async () => {
      answering(
        () => HttpResponse.json([repository('shop')]),
        () => errors(500, 'UNKNOWN'),
      );
      const fresh = harborAt('http://harbor.test');
      const before = Date.now();
      await fresh.repositories('team1-dev');
      const error = await failure(fresh.repositories('team1-dev'));
      expect(error.lastGoodAt?.getTime()).toBeGreaterThanOrEqual(before);
    });
  });
});
