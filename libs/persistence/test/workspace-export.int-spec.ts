import { randomBytes } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { runMigrations, WorkspaceExport, type Database, type ExportPage } from '../src';
import { plantLibrary } from './support/a-library';
import { BookEntity, libraryDatabase, ShelfEntity } from './support/library-database';
import { databaseAt, SOMEBODY } from './support/notes-database';

interface Line {
  readonly table: string;
  readonly row: Record<string, unknown>;
}

describe('exporting a workspace', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let exported: WorkspaceExport;
  let mine: string;
  let neighbour: string;

  const texts = async (workspace = mine): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of exported.lines(workspace, SOMEBODY)) lines.push(line);
    return lines;
  };
  const lines = async (workspace = mine): Promise<Line[]> =>
    (await texts(workspace)).map((line) => JSON.parse(line) as Line);

  const pages = async (): Promise<ExportPage[]> => {
    const all: ExportPage[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await exported.page(mine, SOMEBODY, cursor);
      all.push(page);
      cursor = page.nextCursor;
    }
    return all;
  };

  /** @returns its id. */
  const aBookOf = async (length: number): Promise<string> => {
    const id = uuidv7();
    await database.withTenant(mine, SOMEBODY, async (tx) => {
      const { id: shelfId } = await tx.findOneByOrFail(ShelfEntity, { workspaceId: mine });
      const text = `"äß𝄞"\n\\${randomBytes(length / 2).toString('hex')}`;
      await tx.insert(BookEntity, { workspaceId: mine, id, shelfId, text });
    });
    return id;
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(libraryDatabase, clone.ownerUrl);
    database = databaseAt(clone.roleUrls.muse, 4, libraryDatabase);
    exported = new WorkspaceExport(database, libraryDatabase);
  });

  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  beforeEach(async () => {
    [mine, neighbour] = [uuidv7(), uuidv7()];
    await database.withTenant(mine, SOMEBODY, (tx) => plantLibrary(tx, mine, { shelves: 2, books: 130 }));
    await database.withTenant(neighbour, SOMEBODY, (tx) => plantLibrary(tx, neighbour, { shelves: 1, books: 3 }));
  });

  it('has a line for every row, what others point at first', async () => {
    const all = await lines();
    const tables = all.map(({ table }) => table);
    expect(tables).toEqual([
      ...Array<string>(2).fill('shelves'),
      ...Array<string>(260).fill('books'),
      ...Array<string>(260).fill('loans'),
      'journal',
    ]);
    const keys = all.map(({ table, row }) => `${table} ${String(row['id'] ?? row['book_id'])}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is the same every time', async () => {
    expect(await texts()).toEqual(await texts());
  });

  it('has no row of another workspace', async () => {
    expect(new Set((await lines()).map(({ row }) => row['workspace_id']))).toEqual(new Set([mine]));
    expect((await texts()).join('\n')).not.toContain(neighbour);
    expect((await lines(neighbour)).map(({ table }) => table)).toEqual([
      'shelves',
      'books',
      'books',
      'books',
      'loans',
      'loans',
      'loans',
      'journal',
    ]);
  });

  it('is empty for a workspace that has nothing', async () => {
    expect(await texts(uuidv7())).toEqual([]);
    expect(await exported.page(uuidv7(), SOMEBODY)).toEqual({ text: '', nextCursor: null });
  });

  it('leaves secrets out, and nothing else', async () => {
    const book = (await lines()).find(({ table }) => table === 'books')!.row;
    expect(Object.keys(book).sort()).toEqual([
      'created_at',
      'id',
      'notes',
      'sequel_of',
      'shelf_id',
      'text',
      'updated_at',
      'workspace_id',
    ]);
    expect((await texts()).join('\n')).not.toMatch(/lock_hash|combination|encrypted/);
  });

  it('keeps numbers to the last digit', async () => {
    expect((await texts())[0]).toContain('"weight_mg":9007199254740993');
  });

  it('comes in pages that make the same text', async () => {
    await aBookOf(60_000);
    const all = await pages();
    expect(all.length).toBeGreaterThan(3);
    expect(all.map(({ text }) => text).join('')).toBe((await texts()).map((line) => `${line}\n`).join(''));
  });

  it('gives a row that is longer than a message out in parts, each of which fits into one', async () => {
    const id = await aBookOf(400_000);
    const all = await pages();
    for (const { text } of all) expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThan(200_000);
    const rows = all
      .map(({ text }) => text)
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(rows).toHaveLength(524);
    expect(rows.some(({ row }) => row['id'] === id)).toBe(true);
  });

  it('says so when such a row changes between two of its parts', async () => {
    const id = await aBookOf(400_000);
    const isCut = ({ text }: ExportPage): boolean => text.length > 0 && !text.endsWith('\n');
    const cut = (await pages()).find(isCut);
    await database.withTenant(mine, SOMEBODY, (tx) =>
      tx.update(BookEntity, { workspaceId: mine, id }, { text: 'short' }),
    );
    await expect(exported.page(mine, SOMEBODY, cut!.nextCursor!)).rejects.toMatchObject({ code: 'VERSION_CHANGED' });
  });

  it('goes on after rows that have gone meanwhile', async () => {
    const { text, nextCursor } = await exported.page(mine, SOMEBODY);
    expect(text).toContain('"table":"shelves"');
    await database.withTenant(mine, SOMEBODY, (tx) => tx.query(`DELETE FROM muse.loans`));
    let [all, cursor] = ['', nextCursor];
    while (cursor !== null) {
      const page = await exported.page(mine, SOMEBODY, cursor);
      [all, cursor] = [all + page.text, page.nextCursor];
    }
    expect(all.trimEnd().split('\n')).toHaveLength(261);
  });

  it.each([
    ['no cursor at all', 'nonsense'],
    ['a table that there is not', Buffer.from('["users",null,0,""]').toString('base64url')],
    ['a key that is none', Buffer.from('["books",["1; DROP TABLE"],0,""]').toString('base64url')],
    ['a key of another table', Buffer.from('["loans",["x"],0,""]').toString('base64url')],
  ])('refuses %s', async (_what, cursor) => {
    await expect(exported.page(mine, SOMEBODY, cursor)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
