import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { ownerDataSource } from '@raptor/persistence';
import { gatewayDatabase } from '../src/database';

describe('the schema of the gateway', () => {
  let clone: ClonedDatabase;

  beforeAll(async () => {
    clone = await cloneDatabase();
  });

  afterAll(() => clone.drop());

  it('is what its entities say: there is nothing to generate', async () => {
    const dataSource = await ownerDataSource(gatewayDatabase, clone.ownerUrl).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken down and put up again', async () => {
    const dataSource = await ownerDataSource(gatewayDatabase, clone.ownerUrl).initialize();
    for (const _migration of gatewayDatabase.migrations) await dataSource.undoLastMigration();
    const left = await dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'gateway'::regnamespace AND relkind = 'r' AND relname <> 'migrations'`,
    );
    expect(left).toEqual([{ n: 0 }]);
    await dataSource.runMigrations();
    await dataSource.destroy();
  });
});
