import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  caseArticle,
  caseSummary,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { RunbooksClient } from './RunbooksClient';

const BASE = 'http://runbooks.test/api/runbooks';

describe('RunbooksClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const client = new RunbooksClient({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: {
          getBaseUrl: async plugin => `http://runbooks.test/api/${plugin}`,
        },
      },
    }),
  });

  it('asks for cases in a language', async () => {
    const asked: string[] = [];
    const answering = (path: string, body: object) =>
      http.get(`${BASE}${path}`, ({ request }) => {
        asked.push(request.url.slice(BASE.length));
        return HttpResponse.json({ ...body });
      });
    server.use(
      answering('/v1/cases', { cases: [caseSummary()], faults: [] }),
      answering('/v1/cases/:id', caseArticle()),
      answering('/v1/feedback', {
        items: [{ id: 'KV-008', helpful: 2, unhelpful: 1 }],
      }),
    );
    expect((await client.listCases('ko')).cases).toEqual([caseSummary()]);
    expect(await client.getCase('KV-008/x', 'en')).toEqual(caseArticle());
    expect((await client.listFeedback()).items[0].helpful).toBe(2);
    expect(asked).toEqual([
      '/v1/cases?language=ko',
      '/v1/cases/KV-008%2Fx?language=en',
      '/v1/feedback',
    ]);
  });

  it('sends what happened, and whether a case helped', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post(`${BASE}/v1/match`, async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json({ answers: [{ cases: [matchedCase()] }] });
      }),
      http.post(`${BASE}/v1/cases/KV-008/feedback`, async ({ request }) => {
        bodies.push(await request.json());
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const question = {
      language: 'en' as const,
      queries: [{ signals: [{ kind: 'Pod' }] }],
    };
    expect(await client.match(question)).toEqual({
      answers: [{ cases: [matchedCase()] }],
    });
    await client.sendFeedback('KV-008', { helpful: true, language: 'en' });
    expect(bodies).toEqual([question, { helpful: true, language: 'en' }]);
  });

  it("rejects with the backend's own words when it refuses", async () => {
    server.use(
      http.get(`${BASE}/v1/cases`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'You may not' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    await expect(client.listCases('en')).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: 'You may not' },
    });
  });

  it('says so when it does not understand the answer', async () => {
    server.use(http.get(`${BASE}/v1/cases`, () => HttpResponse.json({})));
    await expect(client.listCases('en')).rejects.toThrow(
      'answered in a form that this page does not understand',
    );
  });
});
