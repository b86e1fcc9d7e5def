import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { runMigrations, type Database } from '../src';
import { EXPECTED_FAILURES, interleave } from './support/interleaving';
import { databaseAt, LIMITS, notesDatabase, SOMEBODY, WORKSPACE_A, WORKSPACE_B } from './support/notes-database';
import { startPgBouncer, type Pooler } from './support/pgbouncer';

jest.setTimeout(240_000);

describe('behind a pooler that gives each transaction another connection', () => {
  let clone: ClonedDatabase;
  let pooler: Pooler;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(notesDatabase, clone.ownerUrl);
    pooler = await startPgBouncer([clone.roleUrls.muse]);
    database = databaseAt(pooler.through(clone.roleUrls.muse), 20, notesDatabase, LIMITS, false);
    for (const workspace of [WORKSPACE_A, WORKSPACE_B]) {
      await database.withTenant(workspace, SOMEBODY, (tx) =>
        tx.query(`INSERT INTO muse.notes VALUES ($1, 1, 'one'), ($1, 2, 'two')`, [workspace]),
      );
    }
  });

  afterAll(async () => {
    await database?.close();
    await pooler?.stop();
    await clone?.drop();
  });

  it('1,000 interleaved transactions of two workspaces and of none stay apart, errors included', async () => {
    const { crossed, failures, committed } = await interleave(database, 1_000);
    expect(crossed).toBe(0);
    expect(failures).toEqual(EXPECTED_FAILURES);
    expect(committed).toBeGreaterThan(500);
  });
});
