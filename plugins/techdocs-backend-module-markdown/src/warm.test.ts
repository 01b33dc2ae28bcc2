import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { Builder } from './build/Builder';
import { MkdocsProgram } from './build/MkdocsProgram';
import { warm } from './warm';

describe('warm', () => {
  let server: Server;
  let answers: { status: number; body: string }[];
  let asked: string[];
  let onAsked: () => void;
  const ending = { current: new AbortController() };

  beforeEach(async () => {
    ending.current = new AbortController();
    answers = [];
    asked = [];
    onAsked = () => {};
    server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      const { status, body } = answers.shift() ?? {
        status: 200,
        body: 'event: finish\ndata: {"updated":true}\n\n',
      };
      response.writeHead(status).end(body);
      onAsked();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    ending.current.abort();
    await new Promise(resolve => server.close(resolve));
  });

  const start = (builder: Builder) => {
    const { port } = server.address() as AddressInfo;
    const logger = mockServices.logger.mock();
    const done = warm({
      entities: [{ kind: 'Component', namespace: 'default', name: 'runbooks' }],
      builder,
      auth: mockServices.auth({ pluginId: 'techdocs' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/techdocs`,
      }),
      logger,
      signal: ending.current.signal,
      pauseMs: 5,
      improvementMs: 5,
    });
    return { done, logger };
  };
  const untilAsked = (times: number) =>
    new Promise<void>(resolve => {
      onAsked = () => {
        if (asked.length >= times) resolve();
      };
    });

  it('asks TechDocs as a service, again until the catalog knows the entity', async () => {
    answers.push({ status: 404, body: '' }, { status: 404, body: '' });
    const asking = untilAsked(3);
    const { done, logger } = start(
      new Builder('built-in', new MkdocsProgram()),
    );
    await asking;
    expect(asked[2]).toMatch(
      /^\/api\/techdocs\/sync\/default\/component\/runbooks Bearer \S+/,
    );
    ending.current.abort();
    await done;
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says why documentation could not be built, and does not try on', async () => {
    answers.push({ status: 200, body: 'event: error\ndata: "no page"\n\n' });
    const { done, logger } = start(
      new Builder('built-in', new MkdocsProgram()),
    );
    await new Promise<void>(resolve => {
      logger.warn.mockImplementation(() => resolve());
    });
    expect(logger.warn).toHaveBeenCalledWith(
      'The documentation of component:default/runbooks could not be built: "no page"',
    );
    ending.current.abort();
    await done;
    expect(asked).toHaveLength(1);
  });

  it('lets MkDocs replace what was built without it', async () => {
    const builder = new Builder('auto', new MkdocsProgram());
    jest
      .spyOn(builder, 'improvable')
      .mockResolvedValueOnce(['system:team3/docs'])
      .mockResolvedValue([]);
    const improve = jest.spyOn(builder, 'improve');
    const asking = untilAsked(2);
    const { done } = start(builder);
    await asking;
    expect(improve).toHaveBeenCalledWith('system:team3/docs');
    expect(asked[1]).toContain('/api/techdocs/sync/team3/system/docs ');
    ending.current.abort();
    await done;
  });
});
