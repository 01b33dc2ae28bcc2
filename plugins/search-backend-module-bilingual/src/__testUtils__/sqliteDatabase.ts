import { mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';

/**
 * A database of SQLite for a test backend, ended by hand: Backstage leaves the pool of its own open, and its timer keeps
 * the process of the tests.
 */
export function sqliteDatabase(filename = ':memory:') {
  const database = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  return {
    factory: mockServices.database.mock({ getClient: async () => database })
      .factory,
    end: async () => database.destroy(),
  };
}
