import { readFileSync } from 'node:fs';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { connect } from '../session';
import { DATA_PAGE, dataPageOf } from './docs-command';

describe('the page about all tables', () => {
  let clone: ClonedDatabase;
  let page: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    page = await dataPageOf(clone.ownerUrl);
  });

  afterAll(() => clone.drop());

  it('is as the migrations and entities are (if not: npm run db:migrate, then npm run db:docs)', () => {
    expect(readFileSync(DATA_PAGE, 'utf8')).toBe(page);
  });

  it('says of every table what it is for', () => {
    const summary = page.slice(page.indexOf('## All tables'), page.indexOf('## gateway'));
    const nameless = summary.split('\n').filter((line) => /^\| \[.*\| +\|$/.test(line));
    expect(nameless).toEqual([]);
  });

  it('is not written from a database of another version', async () => {
    const admin = await connect(clone.adminUrl);
    await admin.query(`INSERT INTO muse.migrations (timestamp, name) VALUES (1, 'FromTheFuture1')`);
    await expect(dataPageOf(clone.ownerUrl)).rejects.toThrow('FromTheFuture1 has run here and is of another version');
    await admin.query(`DELETE FROM muse.migrations`);
    await expect(dataPageOf(clone.ownerUrl)).rejects.toThrow(/of muse has not run here yet: npm run db:migrate/);
    await admin.end();
  });
});
