import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { runMigrations, WorkspacePurge, type Database, type PurgeOptions, type Purged } from '../src';
import { plantLibrary } from './support/a-library';
import { BookEntity, LoanEntity, libraryDatabase, ShelfEntity } from './support/library-database';
import { databaseAt, SOMEBODY } from './support/notes-database';

const TABLES = ['shelves', 'books', 'loans', 'journal'] as const;

describe('purging a workspace', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let purge: WorkspacePurge;
  let mine: string;
  let neighbour: string;

  const counts = (workspace: string): Promise<Record<string, number>> =>
    database.withTenant(workspace, SOMEBODY, async (tx) => {
      const all = TABLES.map((table) => `(SELECT count(*)::int FROM muse.${table}) AS ${table}`);
      const [row] = await tx.query<Record<string, number>[]>(`SELECT ${all.join(', ')}`);
      return row ?? {};
    });

  const run = (options: PurgeOptions = {}): Promise<Purged> => purge.run(mine, SOMEBODY, { batchRows: 7, ...options });

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(libraryDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 4, libraryDatabase);
    purge = new WorkspacePurge(database, libraryDatabase);
  });

  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  beforeEach(async () => {
    [mine, neighbour] = [uuidv7(), uuidv7()];
    for (const workspace of [mine, neighbour])
      await database.withTenant(workspace, SOMEBODY, (tx) => plantLibrary(tx, workspace, { shelves: 3, books: 17 }));
  });

  it('removes every row it may, children first, and says how many of which table', async () => {
    const { rows, kept } = await run();
    expect(rows).toEqual({ loans: 51, books: 51, shelves: 3 });
    expect(Object.keys(rows)).toEqual(['loans', 'books', 'shelves']);
    expect(kept).toEqual(['journal']);
    expect(await counts(mine)).toEqual({ shelves: 0, books: 0, loans: 0, journal: 1 });
  });

  it('leaves the neighbour untouched', async () => {
    await run();
    expect(await counts(neighbour)).toEqual({ shelves: 3, books: 51, loans: 51, journal: 1 });
  });

  it('finds nothing the second time', async () => {
    await run();
    expect((await run()).rows).toEqual({ loans: 0, books: 0, shelves: 0 });
  });

  it('stops after a batch when it is told to, and a second run finishes it; what both removed adds up', async () => {
    const tallied: number[] = [];
    const controller = new AbortController();
    const removed: PurgeOptions['removed'] = (_tx, _table, rows) => {
      tallied.push(rows);
      controller.abort(new Error('the process is leaving'));
      return Promise.resolve();
    };
    await expect(run({ signal: controller.signal, removed })).rejects.toThrow('the process is leaving');
    expect(tallied).toEqual([7]);
    expect(await counts(mine)).toMatchObject({ loans: 44, books: 51 });
    expect((await run()).rows).toEqual({ loans: 44, books: 51, shelves: 3 });
  });

  it('keeps a count with the rows: a transaction that fails has neither removed nor counted', async () => {
    const removed: PurgeOptions['removed'] = () => Promise.reject(new Error('no room for the count'));
    await expect(run({ removed })).rejects.toThrow('no room for the count');
    expect(await counts(mine)).toMatchObject({ loans: 51 });
  });

  it('counts every row once when two run at the same time', async () => {
    const both = await Promise.all([run({ batchRows: 3 }), run({ batchRows: 5 })]);
    const sum = (table: string): number => both.reduce((total, { rows }) => total + (rows[table] ?? 0), 0);
    expect([sum('loans'), sum('books'), sum('shelves')]).toEqual([51, 51, 3]);
    expect(await counts(mine)).toMatchObject({ shelves: 0, books: 0, loans: 0 });
  });

  it('takes what is written while it runs', async () => {
    let hasWritten = false;
    const removed: PurgeOptions['removed'] = async (_tx, table) => {
      if (table !== 'shelves' || hasWritten) return;
      hasWritten = true;
      await database.withTenant(mine, SOMEBODY, (tx) => plantLibrary(tx, mine, { shelves: 1, books: 2 }));
    };
    expect((await run({ removed })).rows).toEqual({ loans: 53, books: 53, shelves: 4 });
    expect(await counts(mine)).toMatchObject({ shelves: 0, books: 0, loans: 0 });
  });

  it('goes back to the children when one was written to a row that was about to go', async () => {
    const shelf = await database.withTenant(mine, SOMEBODY, (tx) =>
      tx.findOneByOrFail(ShelfEntity, { workspaceId: mine }),
    );
    let hasWritten = false;
    const removed: PurgeOptions['removed'] = async (tx, table) => {
      if (table !== 'books' || hasWritten || (await tx.countBy(BookEntity, { workspaceId: mine })) > 0) return;
      hasWritten = true;
      await database.withTenant(mine, SOMEBODY, (other) =>
        other.insert(BookEntity, { workspaceId: mine, id: uuidv7(), shelfId: shelf.id }),
      );
    };
    expect((await run({ removed })).rows).toMatchObject({ books: 52, shelves: 3 });
    expect(hasWritten).toBe(true);
  });

  it('says which rows stay when they point at each other', async () => {
    const { id: shelfId } = await database.withTenant(mine, SOMEBODY, (tx) =>
      tx.findOneByOrFail(ShelfEntity, { workspaceId: mine }),
    );
    await database.withTenant(mine, SOMEBODY, async (tx) => {
      const [one, other] = [uuidv7(), uuidv7()];
      await tx.insert(BookEntity, { workspaceId: mine, id: one, shelfId });
      await tx.insert(BookEntity, { workspaceId: mine, id: other, shelfId, sequelOf: one });
      await tx.update(BookEntity, { workspaceId: mine, id: one }, { sequelOf: other });
    });
    await expect(run()).rejects.toMatchObject({ code: 'WRITE_CONFLICT', message: expect.stringContaining('books') });
    expect(await counts(mine)).toMatchObject({ books: 2, loans: 0 });
  });

  it('cannot begin with a table of which nothing is known', async () => {
    const unknown = { ...libraryDatabase, entities: [ShelfEntity, BookEntity, LoanEntity] };
    const other = databaseAt(clone.roleUrls.muse, 1, unknown);
    await expect(new WorkspacePurge(other, unknown).run(mine, SOMEBODY)).rejects.toThrow(
      'journal of muse has no entity',
    );
    await other.close();
  });
});
