import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import request from 'supertest';
import { sqliteDatabase } from './__testUtils__/sqliteDatabase';
import { engineModule } from './engineModule';

const visibilityPermission = createPermission({
  name: 'machine.read',
  attributes: { action: 'read' },
  resourceType: 'machine',
});

const machines = Array.from({ length: 2_000 }, (_, index) => ({
  title: `machine-${String(index).padStart(4, '0')}`,
  text: 'A machine',
  location: `/machines/${index}`,
  authorization: { resourceRef: `machine:${index}` },
}));

const machinesModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'machines',
  register(env) {
    env.registerInit({
      deps: {
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ registry, scheduler }) {
        registry.addCollator({
          schedule: scheduler.createScheduledTaskRunner({
            frequency: { hours: 1 },
            timeout: { minutes: 1 },
          }),
          factory: {
            type: 'machine',
            visibilityPermission,
            getCollator: async () => Readable.from(machines),
          },
        });
      },
    });
  },
});

const database = sqliteDatabase();

/** The search of a portal with permissions. */
const start = (visible: (ref: string) => boolean) =>
  startTestBackend({
    features: [
      searchPlugin,
      engineModule,
      machinesModule,
      database.factory,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.permissions.mock({
        authorizeConditional: async requests =>
          requests.map(() => ({
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'machine',
            resourceType: 'machine',
            conditions: {
              rule: 'IS_VISIBLE',
              resourceType: 'machine',
              params: {},
            },
          })),
        authorize: async requests =>
          requests.map(one => ({
            result:
              'resourceRef' in one && visible(String(one.resourceRef))
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
      }).factory,
    ],
  });

interface Answer {
  results: { document: { title: string }; rank: number }[];
  nextPageCursor?: string;
  numberOfResults?: number;
}

describe('results that a person must not see', () => {
  jest.setTimeout(60_000);
  afterAll(() => database.end());

  const ask = async (
    server: Parameters<typeof request>[0],
    query: Record<string, string>,
  ): Promise<Answer> => {
    const { body, status } = await request(server)
      .get('/api/search/query')
      .set('Authorization', mockCredentials.user.header())
      .query(query);
    expect(status).toBe(200);
    return body;
  };

  it('are hidden one by one, and those behind them are found', async () => {
    let mayEveryHundredth = true;
    const backend = await start(
      ref => mayEveryHundredth && Number(ref.split(':')[1]) % 100 === 99,
    );
    const page = (pageCursor?: string) =>
      ask(backend.server, {
        term: 'machine',
        'types[]': 'machine',
        pageLimit: '12',
        ...(pageCursor ? { pageCursor } : {}),
      });
    // The first collection is on its way.
    let first = await page();
    for (let tries = 0; first.results.length === 0 && tries < 200; tries += 1) {
      await setTimeout(50);
      first = await page();
    }
    expect(first.results).toHaveLength(12);
    expect(first.numberOfResults).toBeUndefined();
    const second = await page(first.nextPageCursor);
    const seen = [...first.results, ...second.results].map(
      ({ document }) => document.title,
    );
    expect(new Set(seen).size).toBe(20);
    expect(seen.every(title => title.endsWith('99'))).toBe(true);

    mayEveryHundredth = false;
    const nothing = await page();
    expect(nothing.results).toEqual([]);
    expect(nothing.nextPageCursor).toBeUndefined();
    await backend.stop();
  });
});
