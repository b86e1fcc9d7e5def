import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import { runMigrations, type Database } from '../src';
import { EXPECTED_FAILURES, interleave } from './support/interleaving';
import { databaseAt, notesDatabase, SOMEBODY, WORKSPACE_A, WORKSPACE_B } from './support/notes-database';

describe('walls between tenants', () => {
  let clone: ClonedDatabase;
  let database: Database;

  const notesOf = (workspace: string): Promise<{ text: string }[]> =>
    database.withTenant(workspace, SOMEBODY, (tx) => tx.query(`SELECT text FROM muse.notes ORDER BY text`));

  const asRole = async <T>(url: string, fn: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await fn(client);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(notesDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 1);
    for (const [workspace, text] of [
      [WORKSPACE_A, 'of a'],
      [WORKSPACE_B, 'of b'],
    ] as const) {
      await database.withTenant(workspace, SOMEBODY, (tx) =>
        tx.query(`INSERT INTO muse.notes VALUES ($1, 1, $2)`, [workspace, text]),
      );
    }
  });

  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('shows a workspace its own rows and no others', async () => {
    expect(await notesOf(WORKSPACE_A)).toEqual([{ text: 'of a' }]);
    expect(await notesOf(WORKSPACE_B)).toEqual([{ text: 'of b' }]);
  });

  it('refuses to write a row for another workspace', async () => {
    const foreign = database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query(`INSERT INTO muse.notes VALUES ($1, 2, 'smuggled')`, [WORKSPACE_B]),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('changes nothing of another workspace, whatever the statement says', async () => {
    await database.withTenant(WORKSPACE_A, SOMEBODY, (tx) => tx.query(`UPDATE muse.notes SET text = 'of a'`));
    await database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query(`DELETE FROM muse.notes WHERE workspace_id = $1`, [WORKSPACE_B]),
    );
    expect(await notesOf(WORKSPACE_B)).toEqual([{ text: 'of b' }]);
  });

  it('shows nothing where no workspace is set, to the owner neither', async () => {
    for (const url of [clone.roleUrls.muse, clone.ownerUrl]) {
      const { rows } = await asRole(url, (client) => client.query(`SELECT * FROM muse.notes`));
      expect(rows).toEqual([]);
    }
  });

  it('answers a setting that is no id with an error, not with rows', async () => {
    const garbage = asRole(clone.roleUrls.muse, async (client) => {
      await client.query(`SET app.workspace_id = 'everything'`);
      return client.query(`SELECT * FROM muse.notes`);
    });
    await expect(garbage).rejects.toThrow(/uuid/);
  });

  it('does not count what a session was left with', async () => {
    await database.withUser(WORKSPACE_A, (tx) => tx.query(`SET SESSION app.workspace_id = '${WORKSPACE_B}'`));
    expect(await notesOf(WORKSPACE_A)).toEqual([{ text: 'of a' }]);
    const rows = await database.withUser(WORKSPACE_A, (tx) => tx.query<unknown[]>(`SELECT * FROM muse.notes`));
    expect(rows).toEqual([]);
  });

  it('does not open a transaction for something that is no id', async () => {
    await expect(() =>
      database.withTenant(`${WORKSPACE_A}'; DROP TABLE muse.notes; --`, SOMEBODY, () => Promise.resolve()),
    ).rejects.toThrow('workspace id of a transaction must be a UUID');
  });

  it('keeps 1,000 interleaved transactions of two workspaces and of none apart on two connections, errors included', async () => {
    const pool = databaseAt(clone.roleUrls.muse, 2);
    const { crossed, failures, committed } = await interleave(pool, 1_000);
    await pool.close();
    expect(crossed).toBe(0);
    expect(failures).toEqual(EXPECTED_FAILURES);
    expect(committed).toBeGreaterThan(500);
  });

  it('gives a role its own schema, without TRUNCATE and without the note of migrations', async () => {
    await asRole(clone.roleUrls.muse, async (client) => {
      await expect(client.query(`TRUNCATE muse.notes`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`DELETE FROM muse.migrations`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`SELECT * FROM gateway.users`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`CREATE TABLE muse.mine (id int)`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`ALTER TABLE muse.notes DISABLE ROW LEVEL SECURITY`)).rejects.toThrow(/must be owner/);
    });
  });
});
