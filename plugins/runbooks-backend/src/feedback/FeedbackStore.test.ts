import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { FeedbackStore } from './FeedbackStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    // Where there is one; nothing is started for it.
    ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING
      ? (['POSTGRES_17'] as const)
      : []),
  ],
});

describe.each(databases.eachSupportedId())('FeedbackStore, %s', id => {
  const create = async () => {
    const knex = await databases.init(id);
    return {
      knex,
      store: await FeedbackStore.create(mockServices.database({ knex })),
    };
  };

  it('counts one voice a person and case, the last one', async () => {
    const { store } = await create();
    const vote = (person: string, caseId: string, helpful: boolean) =>
      store.vote({ person, caseId, helpful, language: 'ko' });
    expect(await store.counts()).toEqual([]);
    await vote('user:default/dev1', 'KV-008', true);
    await vote('user:default/dev2', 'KV-008', true);
    await vote('user:default/dev1', 'KV-008', false);
    await vote('user:default/dev1', 'APP-001', true);
    expect(await store.counts()).toEqual([
      { id: 'APP-001', helpful: 1, unhelpful: 0 },
      { id: 'KV-008', helpful: 1, unhelpful: 1 },
    ]);
  });

  it('keeps one row when a person clicks twice at once', async () => {
    const { store, knex } = await create();
    await Promise.all(
      [true, false, true].map(helpful =>
        store.vote({
          person: 'user:default/dev1',
          caseId: 'KV-008',
          helpful,
          language: 'en',
        }),
      ),
    );
    expect(await knex('runbook_feedback')).toHaveLength(1);
  });

  it('can be taken back', async () => {
    const { knex } = await create();
    const folder = { directory: `${__dirname}/../../migrations` };
    await knex.migrate.rollback(folder, true);
    expect(await knex.schema.hasTable('runbook_feedback')).toBe(false);
  });
});
