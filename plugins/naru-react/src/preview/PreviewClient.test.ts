import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { changePreview } from '../testUtils';
import { PreviewClient } from './PreviewClient';

const URL = 'http://gitops.test/api/gitops/v1/previews';

describe('PreviewClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const templateRef = 'template:default/helm-app';
  const getTemplateParameterSchema = jest.fn();
  let asked: unknown[];
  let client: PreviewClient;

  beforeEach(() => {
    asked = [];
    getTemplateParameterSchema.mockReset().mockResolvedValue({
      title: 'Web service',
      steps: [
        {
          title: 'The service',
          schema: {
            required: ['name'],
            properties: {
              name: { type: 'string' },
              port: { type: 'integer', default: 8080 },
            },
          },
        },
      ],
    });
    client = new PreviewClient({
      fetchApi: mockApis.fetch({
        resolvePluginProtocol: {
          discoveryApi: {
            getBaseUrl: async plugin => `http://gitops.test/api/${plugin}`,
          },
        },
      }),
      scaffolderApi: { getTemplateParameterSchema },
    });
    server.use(
      http.post(URL, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(changePreview());
      }),
    );
  });

  it('asks about the whole form, once for its fields', async () => {
    const answers = await Promise.all([
      client.preview({ templateRef, values: { name: 'shop' } }),
      client.preview({ templateRef, values: { port: 8080, name: 'shop' } }),
    ]);
    expect(answers).toEqual([changePreview(), changePreview()]);
    expect(asked).toEqual([
      { templateRef, values: { name: 'shop', port: 8080 } },
    ]);
    expect(getTemplateParameterSchema).toHaveBeenCalledTimes(1);
  });

  it('asks anew about another content', async () => {
    await client.preview({ templateRef, values: { name: 'shop' } });
    await client.preview({ templateRef, values: { name: 'shop', port: 1 } });
    expect(asked).toHaveLength(2);
  });

  it('asks nothing while the form is not filled in', async () => {
    await expect(
      client.preview({ templateRef, values: {} }),
    ).rejects.toMatchObject({ name: 'IncompleteFormError' });
    expect(asked).toEqual([]);
  });

  it("rejects with the backend's own words when it refuses", async () => {
    server.use(
      http.post(URL, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'Not for you' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    await expect(
      client.preview({ templateRef, values: { name: 'shop' } }),
    ).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: 'Not for you' },
    });
  });

  it('says so when it does not understand the answer', async () => {
    server.use(http.post(URL, () => HttpResponse.json({ files: 1 })));
    await expect(
      client.preview({ templateRef, values: { name: 'shop' } }),
    ).rejects.toThrow('answered in a form that this page does not understand');
  });
});
