import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import request from 'supertest';
import { sqliteDatabase } from './__testUtils__/sqliteDatabase';
import { engineModule } from './engineModule';

/** Documents that come once in ten minutes. */
const collator = (collect: () => IndexableDocument[]) =>
  createBackendModule({
    pluginId: 'search',
    moduleId: 'test-collator',
    register(env) {
      env.registerInit({
        deps: {
          registry: searchIndexRegistryExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({ registry, scheduler }) {
          registry.addCollator({
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { minutes: 10 },
              timeout: { minutes: 1 },
            }),
            factory: {
              type: 'note',
              getCollator: async () => Readable.from(collect()),
            },
          });
        },
      });
    },
  });

const note = (title: string) => ({ title, text: '', location: '/notes' });

describe('engineModule', () => {
  jest.setTimeout(60_000);

  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'naru-search-'));
  });
  afterAll(async () => rm(directory, { recursive: true, force: true }));

  const start = async (collect: () => IndexableDocument[]) => {
    const database = sqliteDatabase(join(directory, 'search.sqlite'));
    const backend = await startTestBackend({
      features: [
        searchPlugin,
        engineModule,
        collator(collect),
        database.factory,
        schedulerServiceFactory,
      ],
    });
    return {
      server: backend.server,
      stop: async () => {
        await backend.stop();
        await database.end();
      },
    };
  };

  type Backend = Awaited<ReturnType<typeof start>>;

  const found = async ({ server }: Backend, term: string) => {
    const { body, status } = await request(server)
      .get('/api/search/query')
      .set('Authorization', mockCredentials.user.header())
      .query({ term });
    expect(status).toBe(200);
    return (body as { results: { document: { title: string } }[] }).results.map(
      ({ document }) => document.title,
    );
  };

  const until = async (check: () => Promise<boolean>) => {
    const end = Date.now() + 40_000;
    while (!(await check()) && Date.now() < end) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  };

  it('finds after a restart what was collected before, and collects again soon', async () => {
    const first = await start(() => [note('The first note')]);
    expect(await found(first, 'nothing of the sort')).toEqual([]);
    await until(async () => (await found(first, 'note')).length > 0);
    expect(await found(first, 'note')).toEqual(['The first note']);
    await first.stop();

    // The schedule says that the next turn is in ten minutes.
    const second = await start(() => [note('The second note')]);
    expect(await found(second, 'note')).toEqual(['The first note']);
    await until(async () => (await found(second, 'second')).length > 0);
    expect(await found(second, 'note')).toEqual(['The second note']);
    await second.stop();
  });

  it('says which value of the config is wrong', async () => {
    const database = sqliteDatabase();
    await expect(
      startTestBackend({
        features: [
          searchPlugin,
          engineModule,
          database.factory,
          mockServices.rootConfig.factory({
            data: { search: { bilingual: { maxQueryLength: 5 } } },
          }),
        ],
      }),
    ).rejects.toThrow('search.bilingual.maxQueryLength');
    await database.end();
  });
});
