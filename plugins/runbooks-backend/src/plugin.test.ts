import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  actionsRegistryServiceMock,
  metricsServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  caseArticleSchema,
  casesResponseSchema,
  feedbackResponseSchema,
  matchResponseSchema,
  runbookFeedbackReadPermission,
  runbookReadPermission,
} from '@naru/plugin-runbooks-common';
import request from 'supertest';
import runbooksPlugin from './index';

// Starting a backend takes seconds on a busy machine.
jest.setTimeout(30_000);

const EN = `---
title: Names
description: Names that do not resolve.
cases:
  - id: NET-001
    title: Name does not resolve
    kind: incident
    severity: major
    systems: [dns]
    destructive: false
    related: [NET-002, GONE-001]
    since: { kubernetes: '1.28' }
    signals:
      - { kind: DataVolume, text: 'no such host' }
      - { pattern: 'lookup .{1,80} server misbehaving' }
  - id: NET-002
    title: Another
    kind: check
    severity: minor
    systems: [dns]
    destructive: true
    signals: []
  - id: BAD
---

# Names

## Name does not resolve {#net-001}

### What you see

\`\`\`text
no such host <script>alert(1)</script>
\`\`\`

### Check

Look at [the other](#net-002), [storage](../storage/disks.md#stor-001), [the group](index.md) and [upstream](https://example.com/x).

\`\`\`bash
dig +short registry.example.com
# ](#not-a-link)
\`\`\`

<img src=x onerror=alert(1)>

## Another {#net-002}

### What you see

Words.
`;

const KO = `---
title: 이름
description: 이름을 찾지 못할 때.
cases:
  - id: NET-001
    title: 이름을 찾지 못함
---

# 이름

## 이름을 찾지 못함 {#net-001}

### 증상

없는 이름입니다.
`;

describe('runbooks plugin', () => {
  const directory = createMockDirectory();
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let stop: (() => Promise<void>) | undefined;
  afterEach(() => stop?.());

  const start = async (
    options: { denied?: string[]; configured?: boolean } = {},
  ) => {
    directory.setContent({
      'docs/en/network/names.md': EN,
      'docs/ko/network/names.md': KO,
    });
    const actions = actionsRegistryServiceMock();
    const auditor = mockServices.auditor.mock();
    const knex = await databases.init('SQLITE_3');
    const backend = await startTestBackend({
      features: [
        runbooksPlugin,
        auditor.factory,
        mockServices.database.mock({ getClient: async () => knex }).factory,
        metricsServiceMock.factory(),
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        mockServices.rootConfig.factory({
          data: {
            runbooks: {
              sources:
                options.configured === false
                  ? []
                  : [
                      {
                        id: 'naru',
                        path: directory.path,
                        entityRef: 'component:default/runbooks',
                      },
                    ],
            },
          },
        }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: options.denied?.includes(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
        }).factory,
      ],
    });
    stop = () => backend.stop();
    const agent = request(backend.server);
    return {
      actions,
      auditor,
      knex,
      get: (path: string) => agent.get(`/api/runbooks${path}`),
      post: (path: string, body: object) =>
        agent.post(`/api/runbooks${path}`).send(body),
    };
  };

  const BODY = { language: 'en', queries: [] };
  const VOICE = { helpful: true, language: 'ko' };

  it('lists cases in a language, and faults to those who look after them', async () => {
    const { get } = await start();
    const { status, body } = await get('/v1/cases?language=ko');
    expect(status).toBe(200);
    const { cases, faults } = casesResponseSchema.parse(body);
    expect(
      cases.map(({ id, title, language }) => [id, title, language]),
    ).toEqual([
      ['NET-001', '이름을 찾지 못함', 'ko'],
      ['NET-002', 'Another', 'en'],
    ]);
    expect(cases[0].path).toBe(
      '/docs/default/component/runbooks/ko/network/names#net-001',
    );
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatchObject({
      source: 'naru',
      file: 'docs/en/network/names.md',
      message: expect.stringMatching(/^BAD: id: must be/),
    });
  });

  it('shows no faults to others', async () => {
    const { get } = await start({
      denied: [runbookFeedbackReadPermission.name],
    });
    const { body } = await get('/v1/cases');
    expect(casesResponseSchema.parse(body)).toMatchObject({
      faults: [],
      looksAfter: false,
    });
  });

  it('gives a case as HTML whose links lead into the portal', async () => {
    const { get } = await start();
    const { status, body } = await get('/v1/cases/net-001?language=en');
    expect(status).toBe(200);
    const article = caseArticleSchema.parse(body);
    expect(article.sections.map(({ key }) => key)).toEqual(['see', 'check']);
    expect(article.related.map(({ id }) => id)).toEqual(['NET-002']);
    expect(article.languages).toEqual(['en', 'ko']);
    expect(article.since).toEqual({ kubernetes: '1.28' });
    const [see, check] = article.sections.map(({ html }) => html);
    expect(see).toContain('&lt;script&gt;');
    const root = '/docs/default/component/runbooks/en';
    expect(check).toContain(`href="${root}/network/names#net-002"`);
    expect(check).toContain(`href="${root}/storage/disks#stor-001"`);
    expect(check).toContain(`href="${root}/network/"`);
    expect(check).toContain('href="https://example.com/x"');
    expect(check).toContain('# ](#not-a-link)');
    expect(check).not.toMatch(/<img|<script/);
  });

  it('matches each question by itself', async () => {
    const { post } = await start();
    const { status, body } = await post('/v1/match', {
      language: 'ko',
      queries: [
        { signals: [{ kind: 'DataVolume', message: 'dial: no such host' }] },
        { signals: [{ kind: 'Pod', message: 'all is well' }], limit: 3 },
        { signals: [] },
      ],
    });
    expect(status).toBe(200);
    const { answers } = matchResponseSchema.parse(body);
    expect(answers.map(({ cases }) => cases.map(({ id }) => id))).toEqual([
      ['NET-001'],
      [],
      [],
    ]);
    expect(answers[0].cases[0]).toMatchObject({
      title: '이름을 찾지 못함',
      why: ['kind: DataVolume', 'message: “no such host”'],
    });
  });

  it.each<[string, object]>([
    [
      'an unknown field of a signal',
      { language: 'en', queries: [{ signals: [{ wrong: 'x' }] }] },
    ],
    [
      'too many questions',
      {
        language: 'en',
        queries: Array.from({ length: 51 }, () => ({ signals: [] })),
      },
    ],
    [
      'too many signals',
      {
        language: 'en',
        queries: [{ signals: Array.from({ length: 21 }, () => ({})) }],
      },
    ],
    [
      'too many cases',
      { language: 'en', queries: [{ signals: [], limit: 21 }] },
    ],
    ['another language', { language: 'fr', queries: [] }],
    ['no language', { queries: [] }],
  ])('refuses %s', async (_what, body) => {
    const { post } = await start();
    const answer = await post('/v1/match', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/^body\./);
  });

  it('refuses a body that is too large', async () => {
    const { post } = await start();
    const signals = Array.from({ length: 20 }, () => ({
      message: 'x'.repeat(60_000),
    }));
    const { status } = await post('/v1/match', {
      language: 'en',
      queries: [{ signals }],
    });
    expect(status).toBe(413);
  });

  it('counts the last voice of each person', async () => {
    const { get, post } = await start();
    const vote = (user: string, helpful: boolean) =>
      post('/v1/cases/net-001/feedback', { helpful, language: 'en' }).set(
        'authorization',
        mockCredentials.user.header(`user:default/${user}`),
      );
    await vote('dev1', true);
    await vote('dev2', true);
    expect((await vote('dev1', false)).status).toBe(204);
    const { body } = await get('/v1/feedback');
    expect(feedbackResponseSchema.parse(body).items).toEqual([
      { id: 'NET-001', helpful: 1, unhelpful: 1 },
    ]);
  });

  it('tells each person what they said of a case, and nobody else', async () => {
    const { get, post } = await start();
    const as = (user: string) =>
      mockCredentials.user.header(`user:default/${user}`);
    const voiceOf = async (authorization: string) => {
      const { body } = await get('/v1/cases/NET-001').set(
        'authorization',
        authorization,
      );
      return caseArticleSchema.parse(body).helpful;
    };
    expect(await voiceOf(as('dev1'))).toBeUndefined();
    await post('/v1/cases/NET-001/feedback', {
      helpful: false,
      language: 'en',
    }).set('authorization', as('dev1'));
    expect(await voiceOf(as('dev1'))).toBe(false);
    expect(await voiceOf(as('dev2'))).toBeUndefined();
    expect(await voiceOf(mockCredentials.service.header())).toBeUndefined();
  });

  it('gives a case to read also when the database is away', async () => {
    const { get, knex } = await start();
    await knex.schema.dropTable('runbook_feedback');
    const { status, body } = await get('/v1/cases/NET-001');
    expect(status).toBe(200);
    expect(caseArticleSchema.parse(body).helpful).toBeUndefined();
  });

  it('leaves an audit event when feedback is read, also by who may not', async () => {
    const { get, auditor } = await start({
      denied: [runbookFeedbackReadPermission.name],
    });
    const { status, body } = await get('/v1/feedback');
    expect(status).toBe(403);
    expect(body.error.message).toContain(runbookFeedbackReadPermission.name);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'feedback-read' }),
    );
  });

  it('takes a voice of people only', async () => {
    const { post } = await start();
    const { status } = await post('/v1/cases/NET-001/feedback', VOICE).set(
      'authorization',
      mockCredentials.service.header(),
    );
    expect(status).toBe(403);
  });

  it('says that a case does not exist', async () => {
    const { get, post } = await start();
    for (const answer of [
      await get('/v1/cases/NET-999'),
      await post('/v1/cases/NET-999/feedback', VOICE),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toContain('"NET-999"');
    }
  });

  it('refuses who has not the permission, on each route', async () => {
    const { get, post, actions } = await start({
      denied: [runbookReadPermission.name, runbookFeedbackReadPermission.name],
    });
    const answers = [
      await get('/v1/cases'),
      await get('/v1/cases/NET-001'),
      await get('/v1/feedback'),
      await post('/v1/match', BODY),
      await post('/v1/cases/NET-001/feedback', VOICE),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      403, 403, 403, 403, 403,
    ]);
    expect(answers[0].body.error.message).toContain(runbookReadPermission.name);
    await expect(
      actions.invoke({ id: 'test:find-runbook', input: { message: 'x' } }),
    ).rejects.toThrow(runbookReadPermission.name);
  });

  it('refuses who did not sign in', async () => {
    const { get, post } = await start();
    const none = mockCredentials.none.header();
    for (const call of [
      get('/v1/cases'),
      get('/v1/cases/NET-001'),
      get('/v1/feedback'),
      post('/v1/match', BODY),
      post('/v1/cases/NET-001/feedback', VOICE),
    ]) {
      expect((await call.set('authorization', none)).status).toBe(401);
    }
  });

  it('answers without runbooks', async () => {
    const { get, post } = await start({ configured: false });
    expect((await get('/v1/cases')).body).toMatchObject({
      cases: [],
      faults: [],
    });
    const { body } = await post('/v1/match', {
      language: 'en',
      queries: [{ signals: [{ message: 'no such host' }] }],
    });
    expect(body).toEqual({ answers: [{ cases: [] }] });
  });

  it('finds a runbook for an assistant, with what to check first', async () => {
    const { actions } = await start();
    const { output } = await actions.invoke({
      id: 'test:find-runbook',
      input: { message: 'lookup registry.example.com: server misbehaving' },
    });
    expect(output).toEqual({
      cases: [
        expect.objectContaining({
          id: 'NET-001',
          destructive: false,
          why: ['message: “lookup registry.example.com: server misbehaving”'],
          firstSteps: expect.stringContaining('dig +short'),
          path: '/docs/default/component/runbooks/en/network/names#net-001',
        }),
      ],
    });
    await expect(
      actions.invoke({ id: 'test:find-runbook', input: {} }),
    ).rejects.toThrow('message or signals');
    await expect(
      actions.invoke({
        id: 'test:find-runbook',
        input: { signals: [{ wrong: 'x' }] },
      }),
    ).rejects.toThrow('signals.0');
  });
});
