import { mockServices } from '@backstage/backend-test-utils';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { TemplateRunner } from './TemplateRunner';

describe('TemplateRunner', () => {
  let scaffolder: Server;
  let answer: RequestListener;

  beforeAll(async () => {
    scaffolder = createServer((req, res) => {
      req.resume().on('end', () => answer(req, res));
    });
    await new Promise<void>(resolve =>
      scaffolder.listen(0, '127.0.0.1', resolve),
    );
  });
  afterAll(() => new Promise(resolve => scaffolder.close(resolve)));

  const preview = () => {
    const { port } = scaffolder.address() as AddressInfo;
    return new TemplateRunner({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    }).preview({
      template: {
        kind: 'Template',
        metadata: { name: 'helm-app' },
        spec: { steps: [{ action: 'gitops:pull-request' }] },
      },
      values: {},
      files: [],
      requesterToken: 'token-of-a-person',
    });
  };

  it.each<[string, RequestListener]>([
    [
      'ends in the middle of its answer',
      (_, res) => {
        res.writeHead(200, { 'content-length': '1000' });
        res.write('{"output":', () => res.destroy());
      },
    ],
    ['answers with what is no JSON', (_, res) => res.end('<html>')],
    ['ends before it answers', req => req.socket.destroy()],
  ])(
    'says that there is no preview when the scaffolder %s',
    async (_, given) => {
      answer = given;
      await expect(preview()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('Try again'),
      });
    },
  );

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [503, 'ServiceUnavailableError'],
  ])(
    'passes on the words of an error %s, without the token',
    async (status, name) => {
      answer = (_, res) => {
        res.writeHead(status, { 'content-type': 'application/json' });
        res.end(
          JSON.stringify({ error: { name: 'Error', message: 'so it is' } }),
        );
      };
      const error = await preview().catch(caught => caught);
      expect(error).toMatchObject({
        name,
        message: expect.stringContaining('so it is'),
      });
      expect(String(error.stack)).not.toContain('token-of-a-person');
    },
  );
});
