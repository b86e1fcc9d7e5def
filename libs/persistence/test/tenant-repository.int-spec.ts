import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { ownerDataSource, runMigrations, type Database, type Transaction } from '../src';
import { databaseAt, SOMEBODY, WORKSPACE_A, WORKSPACE_B } from './support/notes-database';
import { BookEntity, BooksRepository, shelfDatabase, ShelvesRepository } from './support/shelf-database';

describe('the repository of a tenant table', () => {
  const books = new BooksRepository();
  const shelves = new ShelvesRepository();
  let clone: ClonedDatabase;
  let database: Database;

  const inA = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.withTenant(WORKSPACE_A, SOMEBODY, work);
  const inB = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.withTenant(WORKSPACE_B, SOMEBODY, work);

  const aBook = async (title = uuidv7(), more: Partial<BookEntity> = {}): Promise<string> => {
    const id = uuidv7();
    await inA((tx) => books.insert(tx, { id, title, ...more }));
    return id;
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(shelfDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 4, shelfDatabase);
  });

  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('stands on a table whose keys nobody named: entity and PostgreSQL call them the same', async () => {
    const dataSource = await ownerDataSource(shelfDatabase, clone.ownerUrl).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    const itsOwnTable = await dataSource.query(`SELECT to_regclass('muse.typeorm_metadata') AS made`);
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    expect(itsOwnTable).toEqual([{ made: null }]);
  });

  it('gives a row what the database makes: times, version, defaults', async () => {
    const id = await aBook('defaults', { priceMicroUsd: Number.MAX_SAFE_INTEGER });
    const book = await inA((tx) => books.get(tx, id));
    expect(book).toMatchObject({
      workspaceId: WORKSPACE_A,
      version: 1,
      chapterCount: 0,
      priceMicroUsd: Number.MAX_SAFE_INTEGER,
      shelfId: null,
      sortTitle: 'defaults',
    });
    expect(book.createdAt).toEqual(book.updatedAt);
  });

  it('writes several rows at once, or none', async () => {
    const ids = [uuidv7(), uuidv7()];
    await inA(async (tx) => {
      await books.insert(tx, ...ids.map((id) => ({ id, title: id })));
      await books.insert(tx);
    });
    expect(await inA(async (tx) => [await books.find(tx, ids[0]!), await books.find(tx, ids[1]!)])).toEqual([
      expect.any(BookEntity),
      expect.any(BookEntity),
    ]);
  });

  it('says when there is no such row', async () => {
    const id = uuidv7();
    expect(await inA((tx) => books.find(tx, id))).toBeNull();
    await expect(inA((tx) => books.get(tx, id))).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: `No ${id} in books of this workspace`,
    });
    await expect(inA((tx) => books.update(tx, id, { title: 'x' }))).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    await expect(inA((tx) => books.update(tx, id, { title: 'x' }, 1))).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    expect(await inA((tx) => books.remove(tx, id))).toBe(false);
  });

  it('changes a row, its version and its time', async () => {
    const id = await aBook();
    await inA((tx) => books.update(tx, id, { score: 0.1, printedOn: '2027-02-28' }));
    const book = await inA((tx) => books.get(tx, id));
    expect(book).toMatchObject({ score: 0.1, printedOn: '2027-02-28', version: 2 });
    expect(book.updatedAt.getTime()).toBeGreaterThan(book.createdAt.getTime());
  });

  it('raises the version even when nothing else changes', async () => {
    const id = await aBook();
    await inA((tx) => books.update(tx, id, {}, 1));
    expect(await inA((tx) => books.get(tx, id))).toMatchObject({ version: 2 });
  });

  it('lets one of two win who saw the same version, and tells the other where the row is now', async () => {
    const id = await aBook();
    const change = (title: string): Promise<void> => inA((tx) => books.update(tx, id, { title }, 1));
    const outcomes = await Promise.allSettled([change(`first ${id}`), change(`second ${id}`)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'VERSION_CHANGED', details: { version: 2 }, message: 'It is at version 2, not 1' },
    });
    expect(await inA((tx) => books.get(tx, id))).toMatchObject({ version: 2 });
  });

  it('changes rows that have no version, and compares none there', async () => {
    const id = uuidv7();
    await inA((tx) => shelves.insert(tx, { id, name: 'low' }));
    await inA((tx) => shelves.update(tx, id, { name: 'high' }));
    expect(await inA((tx) => shelves.get(tx, id))).toMatchObject({ name: 'high' });
    await expect(inA((tx) => shelves.update(tx, id, { name: 'x' }, 1))).rejects.toThrow(
      'ShelfEntity has no version to compare',
    );
  });

  it('removes a row', async () => {
    const id = await aBook();
    expect(await inA((tx) => books.remove(tx, id))).toBe(true);
    expect(await inA((tx) => books.find(tx, id))).toBeNull();
  });

  it("neither shows nor touches another workspace's row, though its id is known", async () => {
    const id = await aBook();
    expect(await inB((tx) => books.find(tx, id))).toBeNull();
    await expect(inB((tx) => books.update(tx, id, { title: 'mine' }))).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    expect(await inB((tx) => books.remove(tx, id))).toBe(false);
    expect(await inB((tx) => books.list(tx))).toEqual({ items: [], nextCursor: null });
    expect(await inA((tx) => books.get(tx, id))).toMatchObject({ version: 1 });
  });

  it('names the workspace itself: it would keep them apart without row level security, too', async () => {
    const id = await aBook();
    const asOwner = await ownerDataSource(shelfDatabase, clone.adminUrl).initialize();
    const runner = asOwner.createQueryRunner();
    runner.data = { workspaceId: WORKSPACE_B };
    expect(await runner.query(`SELECT 1 FROM muse.books WHERE id = $1`, [id])).toHaveLength(1);
    expect(await books.find(runner.manager, id)).toBeNull();
    expect(await books.remove(runner.manager, id)).toBe(false);
    expect(await books.list(runner.manager, {}, { id })).toEqual({ items: [], nextCursor: null });
    await expect(books.update(runner.manager, id, { title: 'mine' })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    await runner.release();
    await asOwner.destroy();
  });

  it('writes into the workspace of the transaction, whatever the row says', async () => {
    const id = uuidv7();
    await inA((tx) => books.insert(tx, Object.assign({ id, title: id }, { workspaceId: WORKSPACE_B })));
    expect(await inA((tx) => books.get(tx, id))).toMatchObject({ workspaceId: WORKSPACE_A });
  });

  it('works in a transaction inside', async () => {
    const id = uuidv7();
    await inA((tx) => tx.transaction((inner) => books.insert(inner, { id, title: id })));
    expect(await inA((tx) => books.find(tx, id))).toBeInstanceOf(BookEntity);
  });

  it.each(['withUser', 'withSignIn', 'withBookkeeping'] as const)('throws in a transaction of %s', async (handle) => {
    const open = {
      withUser: (work: (tx: Transaction) => Promise<unknown>) => database.withUser(uuidv7(), work),
      withSignIn: (work: (tx: Transaction) => Promise<unknown>) => database.withSignIn('a@b.example', work),
      withBookkeeping: (work: (tx: Transaction) => Promise<unknown>) => database.withBookkeeping(work),
    }[handle];
    const uses: ((tx: Transaction) => Promise<unknown>)[] = [
      (tx) => books.find(tx, uuidv7()),
      (tx) => books.insert(tx),
      (tx) => books.update(tx, uuidv7(), {}),
      (tx) => books.remove(tx, uuidv7()),
      (tx) => books.list(tx),
    ];
    for (const use of uses) {
      // A function that throws before it answers with a promise counts, too.
      await expect(open(async (tx) => use(tx))).rejects.toThrow('in a transaction of withTenant only');
    }
  });

  it('does not take a filter without a value for no filter', async () => {
    await expect(inA((tx) => books.list(tx, {}, { shelfId: undefined }))).rejects.toThrow('Undefined value');
    await expect(inA((tx) => books.list(tx, {}, { shelfId: null as never }))).rejects.toThrow('Null value');
    await expect(inA((tx) => books.find(tx, undefined as never))).rejects.toThrow('Undefined value');
  });
});
