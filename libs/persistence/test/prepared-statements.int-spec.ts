import { cloneDatabase, watchedWire, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import { runMigrations, type Database, type Transaction } from '../src';
import { databaseAt, LIMITS, notesDatabase, SOMEBODY, WORKSPACE_A } from './support/notes-database';

type Ahead = Transaction & { sendAhead(text: string, values?: unknown[]): void };

const WRITE = `INSERT INTO muse.notes VALUES ($1, $2, $3)`;
const READ = `SELECT text FROM muse.notes WHERE workspace_id = $1`;

describe('statements of a service', () => {
  let clone: ClonedDatabase;
  let database: Database;

  const within = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.withTenant(WORKSPACE_A, SOMEBODY, work);

  const read = (): Promise<{ text: string }[]> => within((tx) => tx.query<{ text: string }[]>(READ, [WORKSPACE_A]));

  const prepared = (): Promise<{ statement: string }[]> =>
    within((tx) => tx.query<{ statement: string }[]>(`SELECT statement FROM pg_prepared_statements`));

  const asOwner = async (statement: string): Promise<void> => {
    const owner = new Client({ connectionString: clone.ownerUrl });
    await owner.connect();
    await owner.query(statement);
    await owner.end();
  };

  beforeEach(async () => {
    clone = await cloneDatabase();
    await runMigrations(notesDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 1);
  });

  afterEach(async () => {
    await database.close();
    await clone.drop();
  });

  it('are prepared when they come again and again, and once', async () => {
    for (let time = 0; time < 10; time += 1) await read();
    expect((await prepared()).filter(({ statement }) => statement === READ)).toHaveLength(1);
  });

  it('are not prepared where a pooler would forget them', async () => {
    await database.close();
    database = databaseAt(clone.roleUrls.muse, 1, notesDatabase, LIMITS, false);
    for (let time = 0; time < 10; time += 1) await read();
    expect(await prepared()).toEqual([]);
  });

  it('are prepared anew when a migration has changed what they answer', async () => {
    await within((tx) => tx.query(WRITE, [WORKSPACE_A, 1, 'one']));
    for (let time = 0; time < 10; time += 1) await read();
    await asOwner('ALTER TABLE muse.notes ALTER COLUMN text TYPE varchar(100)');
    await expect(read()).resolves.toEqual([{ text: 'one' }]);
    await expect(read()).resolves.toEqual([{ text: 'one' }]);
  });

  it('see of each workspace its own rows and no others, prepared or not', async () => {
    const other = '018f0000-0000-7000-8000-00000000000c';
    const all = (workspaceId: string): Promise<unknown[]> =>
      database.withTenant(workspaceId, SOMEBODY, (tx) =>
        tx.query<unknown[]>(`SELECT text FROM muse.notes WHERE text <> $1`, ['']),
      );
    await within((tx) => tx.query(WRITE, [WORKSPACE_A, 1, 'mine']));
    for (let time = 0; time < 10; time += 1) {
      expect(await all(WORKSPACE_A)).toHaveLength(1);
      expect(await all(other)).toHaveLength(0);
    }
  });

  describe('that are sent ahead', () => {
    it('travel with the commit', async () => {
      const wire = await watchedWire(clone.roleUrls.muse);
      const watched = databaseAt(wire.url, 1);
      const write = (id: number): Promise<void> =>
        watched.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
          await tx.query(READ, [WORKSPACE_A]);
          (tx as Ahead).sendAhead(WRITE, [WORKSPACE_A, id, 'ahead']);
        });
      await write(1);
      wire.reset();
      await write(2);
      expect(wire.roundTrips()).toBe(2);
      expect(await read()).toEqual([{ text: 'ahead' }, { text: 'ahead' }]);
      await watched.close();
      await wire.close();
    });

    it('fail the commit when they fail, by their own error, and nothing of the transaction stays', async () => {
      await within((tx) => tx.query(WRITE, [WORKSPACE_A, 1, 'there']));
      const failed = within(async (tx) => {
        await tx.query(WRITE, [WORKSPACE_A, 2, 'not to stay']);
        (tx as Ahead).sendAhead(WRITE, [WORKSPACE_A, 1, 'there already']);
      });
      await expect(failed).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' });
      expect(await read()).toEqual([{ text: 'there' }]);
    });

    it('are undone with the rest when the work fails after them', async () => {
      const failed = within((tx) => {
        (tx as Ahead).sendAhead(WRITE, [WORKSPACE_A, 1, 'not to stay']);
        return Promise.reject(new Error('changed my mind'));
      });
      await expect(failed).rejects.toThrow('changed my mind');
      expect(await read()).toEqual([]);
    });
  });
});
