import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { runMigrations, type Database, type Page, type PageRequest, type Transaction } from '../src';
import { databaseAt, SOMEBODY } from './support/notes-database';
import { shelfDatabase, BooksRepository, type BookEntity } from './support/shelf-database';

describe('pages of a list', () => {
  const books = new BooksRepository();
  let clone: ClonedDatabase;
  let database: Database;
  let workspace: string;

  const here = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => database.withTenant(workspace, SOMEBODY, work);
  const page = (request: PageRequest): Promise<Page<BookEntity>> => here((tx) => books.list(tx, request));
  const titles = ({ items }: Page<BookEntity>): string[] => items.map(({ title }) => title);

  const add = (title: string, more: Partial<BookEntity> = {}): Promise<void> =>
    here((tx) => books.insert(tx, { id: uuidv7(), title, ...more }));

  /** In one transaction, and so at one time: only their ids tell them apart. */
  const addTogether = (...names: string[]): Promise<void> =>
    here((tx) => books.insert(tx, ...names.map((title) => ({ id: uuidv7(), title }))));

  const allPages = async (request: PageRequest): Promise<string[][]> => {
    const seen: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const next: Page<BookEntity> = await page({ ...request, cursor: cursor ?? undefined });
      seen.push(titles(next));
      cursor = next.nextCursor;
    }
    return seen;
  };

  const cursorOf = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(shelfDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 2, shelfDatabase);
  });

  beforeEach(() => {
    workspace = uuidv7();
  });

  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  it('show the newest first, each row once, the last page without a cursor', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await add(title);
    expect(await allPages({ limit: 2 })).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    expect(await allPages({ limit: 5 })).toEqual([['e', 'd', 'c', 'b', 'a']]);
    expect(await allPages({})).toEqual([['e', 'd', 'c', 'b', 'a']]);
  });

  it('are one empty page where there is nothing', async () => {
    expect(await page({})).toEqual({ items: [], nextCursor: null });
  });

  it('neither skip nor repeat rows of the same moment', async () => {
    await addTogether('a', 'b', 'c');
    await addTogether('d', 'e', 'f', 'g');
    expect(await allPages({ limit: 2 })).toEqual([['g', 'f'], ['e', 'd'], ['c', 'b'], ['a']]);
    expect(await allPages({ limit: 2, sort: 'created_at' })).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']]);
  });

  it('tell moments apart that differ by less than JavaScript can', async () => {
    await addTogether('a', 'b', 'c');
    await here((tx) =>
      tx.query(
        `UPDATE muse.books SET created_at = '2027-01-01T00:00:00Z'::timestamptz + ascii(title) * interval '1 microsecond' WHERE workspace_id = $1`,
        [workspace],
      ),
    );
    expect(await allPages({ limit: 1 })).toEqual([['c'], ['b'], ['a']]);
  });

  it('stay where they were when rows come and go between them', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e', 'f']) await add(title);
    const first = await page({ limit: 2 });
    expect(titles(first)).toEqual(['f', 'e']);
    await add('newer');
    // The row that the cursor points at, and one that is still to come.
    await here((tx) => tx.query(`DELETE FROM muse.books WHERE workspace_id = $1 AND title IN ('e', 'c')`, [workspace]));
    const second = await page({ limit: 2, cursor: first.nextCursor! });
    expect(titles(second)).toEqual(['d', 'b']);
    expect(titles(await page({ limit: 2, cursor: second.nextCursor! }))).toEqual(['a']);
  });

  it.each([
    ['title', ['B', 'a', 'Ä'], { title: true }],
    ['chapters', [2, 10, 10], { chapterCount: true }],
    ['price', [9_007_199_254_740_990, 9_007_199_254_740_991, 5], { priceMicroUsd: true }],
    ['score', [0.1, 0.30000000000000004, 0.3], { score: true }],
  ] as const)('follow the order %s, both ways', async (sort, values, column) => {
    const [property] = Object.keys(column) as [keyof BookEntity];
    for (const value of values) await add(`${property === 'title' ? value : uuidv7()}`, { [property]: value });
    const whole = titles(await page({ sort }));
    expect(whole).toHaveLength(values.length);
    expect((await allPages({ sort, limit: 1 })).flat()).toEqual(whole);
    expect((await allPages({ sort: `-${sort}`, limit: 1 })).flat()).toEqual([...whole].reverse());
  });

  it('hold only the rows that are like what was asked for', async () => {
    for (const [title, state] of Object.entries({ a: 'new', b: "reader's", c: 'new', d: 'new' }))
      await add(title, { state });
    const first = await here((tx) => books.list(tx, { limit: 2 }, { state: 'new' }));
    expect(titles(first)).toEqual(['d', 'c']);
    const second = await here((tx) => books.list(tx, { limit: 2, cursor: first.nextCursor! }, { state: 'new' }));
    expect(titles(second)).toEqual(['a']);
  });

  it("show nothing of another workspace, with that workspace's cursor neither", async () => {
    for (const title of ['a', 'b', 'c']) await add(title);
    const { nextCursor } = await page({ limit: 1 });
    workspace = uuidv7();
    await add('mine');
    expect((await page({ sort: '-created_at' })).items.map(({ title }) => title)).toEqual(['mine']);
    expect(titles(await page({ cursor: nextCursor! }))).toEqual([]);
  });

  it.each([0, 101, -5, 2.5, NaN])('are refused for the limit %d', async (limit) => {
    await expect(page({ limit })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it.each(['unheard_of', 'workspaceId', 'constructor', '', '-', '--title', 'title; DROP TABLE muse.books'])(
    'are refused for the order "%s", which names those there are',
    async (sort) => {
      await expect(page({ sort })).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
        message: expect.stringContaining('created_at, title, chapters') as string,
      });
    },
  );

  it('are refused for an order whose column may be null, since such rows would be on no page', async () => {
    await expect(page({ sort: 'printed' })).rejects.toThrow('BookEntity.printedOn may be null and orders no list');
  });

  it('are refused for the cursor of another order', async () => {
    await addTogether('a', 'b');
    const { nextCursor } = await page({ limit: 1, sort: 'title' });
    for (const sort of ['-title', 'created_at', undefined]) {
      await expect(page({ cursor: nextCursor!, sort })).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
        message: expect.stringContaining('belongs to the order title') as string,
      });
    }
  });

  it.each([
    ['created_at', 'never'],
    ['created_at', '2027-13-45'],
    ['created_at', '999999-01-01'],
    ['created_at', '2027-01-01 Nowhere/AtAll'],
    ['chapters', '99999999999'],
    ['chapters', '1; DROP TABLE muse.books'],
    ['price', '1.5'],
    ['score', '1e999'],
    ['title', 'with \u0000 in it'],
  ])('are refused for a cursor that Postgres cannot read: %s after %j', async (sort, value) => {
    await expect(page({ sort, cursor: cursorOf(sort, value, uuidv7()) })).rejects.toMatchObject({
      name: 'AppError',
      code: 'REQUEST_INVALID',
      details: { errors: [{ field: 'cursor', message: 'is not one that a list has answered with' }] },
    });
  });
});
