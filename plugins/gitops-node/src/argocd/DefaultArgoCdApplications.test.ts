import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { DefaultArgoCdApplications } from './DefaultArgoCdApplications';

const APPLICATIONS =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const SETS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applicationsets';
const REPOSITORY = 'http://git.test/platform/gitops.git';

const application = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'team1-vms-staging',
    namespace: 'argocd',
    resourceVersion: '5',
    uid: 'u1',
  },
  spec: {
    source: { repoURL: REPOSITORY, path: 'kubernetes/staging/vms/team1' },
  },
  status: { sync: { status: 'Synced' } },
};

const file = {
  cloneUrls: [REPOSITORY],
  branch: 'main',
  path: 'kubernetes/staging/vms/team1/web-01.yaml',
};

/** Lists one Application, then holds the watch open; keeps what is patched. */
async function startCluster() {
  const patches: { path: string; type?: string; body: unknown }[] = [];
  let refuseSets = false;
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://cluster.test');
    if (request.method === 'PATCH') {
      patches.push({
        path: url.pathname,
        type: request.headers['content-type'],
        body: JSON.parse(await textOf(request)),
      });
    }
    response.setHeader('content-type', 'application/json');
    if (url.searchParams.has('watch')) {
      response.writeHead(200);
      response.flushHeaders();
      return;
    }
    if (url.pathname === SETS && refuseSets) {
      response.writeHead(403).end('{"kind":"Status","message":"no"}');
      return;
    }
    const sets = [
      { metadata: { name: 'other' }, spec: { generators: [] } },
      {
        metadata: { name: 'vms-staging' },
        spec: { generators: [{ matrix: [{ git: { repoURL: REPOSITORY } }] }] },
      },
    ];
    response.end(
      JSON.stringify({
        metadata: { resourceVersion: '10' },
        items: url.pathname === SETS ? sets : [application],
      }),
    );
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    patches,
    refuseSets: () => {
      refuseSets = true;
    },
    config: new ConfigReader({
      kubevirt: {
        clusters: [
          {
            name: 'prod7',
            url: `http://127.0.0.1:${port}`,
            skipTLSVerify: true,
          },
        ],
      },
      gitops: { argocd: [{ cluster: 'prod7' }] },
    }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}

describe('DefaultArgoCdApplications', () => {
  it('knows the Applications of a file, and asks Argo CD to look again', async () => {
    const cluster = await startCluster();
    const ended = new AbortController();
    try {
      const applications = DefaultArgoCdApplications.fromConfig(
        cluster.config,
        { logger: mockServices.logger.mock() },
      );
      expect(applications.state().phase).toBe('loading');
      const listed = new Promise<void>(resolve => {
        const end = applications.subscribe(() => {
          if (applications.state().phase === 'live') {
            end();
            resolve();
          }
        });
      });
      applications.start(ended.signal);
      await listed;

      expect(applications.configured).toBe(true);
      expect(applications.state().lastGoodAt).toBeDefined();
      const [found] = applications.covering(file);
      expect(found.state.name).toBe('team1-vms-staging');
      expect(applications.covering({ ...file, path: 'x.yaml' })).toEqual([]);

      await applications.refresh(found);
      expect(await applications.refreshApplicationSets(file.cloneUrls)).toEqual(
        ['vms-staging'],
      );
      expect(cluster.patches).toEqual([
        {
          path: `${APPLICATIONS}/team1-vms-staging`,
          type: 'application/merge-patch+json',
          body: {
            metadata: {
              annotations: { 'argocd.argoproj.io/refresh': 'normal' },
            },
          },
        },
        {
          path: `${SETS}/vms-staging`,
          type: 'application/merge-patch+json',
          body: {
            metadata: {
              annotations: {
                'argocd.argoproj.io/application-set-refresh': 'true',
              },
            },
          },
        },
      ]);

      cluster.refuseSets();
      expect(await applications.refreshApplicationSets(file.cloneUrls)).toEqual(
        [],
      );
    } finally {
      ended.abort();
      cluster.close();
    }
  });

  it('is live and empty when no Argo CD is configured', () => {
    const applications = DefaultArgoCdApplications.fromConfig(
      new ConfigReader({}),
      { logger: mockServices.logger.mock() },
    );
    expect(applications.configured).toBe(false);
    expect(applications.state()).toEqual({ phase: 'live' });
    expect(applications.list()).toEqual([]);
  });

  it.each([
    [[{ cluster: 'nowhere' }], /cluster "nowhere" is neither in/],
    [[{ cluster: 'prod7', namespace: 'A B' }], /argocd\[0\].namespace must be/],
  ])('refuses the configuration %j', (argocd, message) => {
    const config = new ConfigReader({ gitops: { argocd } });
    expect(() =>
      DefaultArgoCdApplications.fromConfig(config, {
        logger: mockServices.logger.mock(),
      }),
    ).toThrow(message);
  });
});
