import { SERVICE_KEYS, schemaOf, type ServiceKey } from '@raptor/contracts';
import { ownerDataSource, runMigrations } from '@raptor/persistence';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import type { Catalogue } from './catalogue/catalogue';
import { factLines } from './catalogue/fact-lines';
import { readCatalogue } from './catalogue/read-catalogue';
import { SERVICE_DATABASES } from './service-databases';
import { connect, type Session } from './session';
import { factsOfEntities, statedBy } from './test/facts-of-entities';

let clone: ClonedDatabase;
let admin: Session;

const catalogueOf = (service: ServiceKey): Promise<Catalogue> => readCatalogue(admin, [schemaOf(service)]);

/** What the tables of a service's product are, in what an entity can state. */
const statedByMigrations = async (service: ServiceKey): Promise<string[]> => {
  const { tables } = SERVICE_DATABASES[service];
  const { relations } = await catalogueOf(service);
  return relations
    .filter(({ name }) => (tables[name] ?? 'bookkeeping') !== 'bookkeeping')
    .flatMap(statedBy)
    .sort();
};

beforeAll(async () => {
  clone = await cloneDatabase();
  admin = await connect(clone.adminUrl);
});

afterAll(async () => {
  await admin.end();
  await clone.drop();
});

describe.each(SERVICE_KEYS)('the schema of %s', (service) => {
  const database = SERVICE_DATABASES[service];

  it('has an entity for every table that no library keeps', async () => {
    const dataSource = await ownerDataSource(database, clone.ownerUrl).initialize();
    const entities = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    await dataSource.destroy();
    const product = Object.entries(database.tables).flatMap(([table, of]) => (of === 'bookkeeping' ? [] : [table]));
    expect(entities.sort()).toEqual(product.sort());
  });

  it('leaves TypeORM nothing to generate', async () => {
    const dataSource = await ownerDataSource(database, clone.ownerUrl).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is what its entities say, by the words of PostgreSQL: columns, keys, checks, indexes', async () => {
    expect(await statedByMigrations(service)).toEqual(await factsOfEntities(database, clone));
  });

  it('is the same after all its migrations were taken back, to nothing, and run again', async () => {
    const before = factLines(await catalogueOf(service));
    const dataSource = await ownerDataSource(database, clone.ownerUrl).initialize();
    for (const _migration of database.migrations) await dataSource.undoLastMigration();
    await dataSource.destroy();
    const { relations, functions, sequences } = await catalogueOf(service);
    expect([...relations.map(({ name }) => name), ...functions, ...sequences.map(({ name }) => name)]).toEqual([
      'migrations',
      'migrations_id_seq',
    ]);
    expect(await runMigrations(database, clone.ownerUrl)).toHaveLength(database.migrations.length);
    expect(factLines(await catalogueOf(service))).toEqual(before);
  });
});

/** TypeORM compares these by little more than a name, if at all. */
describe('the comparison with the entities notices', () => {
  it.each([
    [
      'a check of the same name that says something else',
      `ALTER TABLE gateway.workspaces DROP CONSTRAINT workspaces_plan_check;
       ALTER TABLE gateway.workspaces ADD CONSTRAINT workspaces_plan_check CHECK (plan IN ('free', 'pro'))`,
    ],
    [
      'an index of the same name with a condition',
      `DROP INDEX gateway.workspace_members_user_id_idx;
       CREATE INDEX workspace_members_user_id_idx ON gateway.workspace_members (user_id) WHERE role = 'admin'`,
    ],
    [
      'a primary key in another order',
      `ALTER TABLE gateway.refresh_tokens DROP CONSTRAINT refresh_tokens_pkey;
       ALTER TABLE gateway.refresh_tokens ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id, user_id)`,
    ],
    ['a default', `ALTER TABLE gateway.workspaces ALTER COLUMN plan SET DEFAULT 'pro'`],
    [
      'what becomes of a row whose other goes',
      `ALTER TABLE gateway.workspace_members DROP CONSTRAINT workspace_members_workspace_id_fkey;
       ALTER TABLE gateway.workspace_members ADD FOREIGN KEY (workspace_id) REFERENCES gateway.workspaces ON DELETE SET NULL`,
    ],
  ])('%s', async (_what, statements) => {
    const before = await statedByMigrations('gateway');
    await admin.query(`BEGIN; ${statements}`);
    const after = await statedByMigrations('gateway');
    await admin.query('ROLLBACK');
    expect(after).not.toEqual(before);
  });
});
