import { cloneDatabase, eventually } from '@raptor/testing';
import { Client } from 'pg';
import { factLines } from '../catalogue/fact-lines';
import { readCatalogue } from '../catalogue/read-catalogue';
import { SERVICE_DATABASES } from '../service-databases';
import { connect } from '../session';
import { makeBackup } from './make-backup';
import { checkBackup } from './read-backup';
import { contentsOf, dropAndMakeAgain, query, rowsIn } from './test/a-database';
import { OddFleet, say } from './test/odd-fleet';
import { LATER_SERVICES, ODD_SERVICES } from './test/odd-services';

describe('backup and restore', () => {
  let fleet: OddFleet;

  beforeAll(async () => {
    fleet = await OddFleet.create();
  });
  afterAll(() => fleet.end());

  it('holds every table of every manifest', async () => {
    const { header, sums } = await checkBackup(fleet.file);
    const names = header.tables.map(({ schema, name }) => `${schema}.${name}`).sort();
    const manifests = Object.entries(ODD_SERVICES).flatMap(([key, { tables }]) =>
      Object.keys(tables).map((name) => `${key}.${name}`),
    );
    expect(names).toEqual(manifests.sort());
    for (const { schema, name, rows } of sums)
      expect([name, rows]).toEqual([name, rowsIn(fleet.before, `${schema}.${name}`)]);
    const empty = sums.filter(({ rows }) => rows < 2).map(({ schema, name }) => `${schema}.${name}`);
    expect(empty.filter((name) => classOf(name) !== 'bookkeeping')).toEqual([]);
  });

  it('brings back every row exactly after the database was dropped and made again', async () => {
    const target = await cloneDatabase();
    try {
      await dropAndMakeAgain(target);
      const { migratedOn } = await fleet.restoreInto(target);
      expect(migratedOn).toEqual([]);
      expect(await contentsOf(target.adminUrl)).toEqual(fleet.before);
      await query(target.adminUrl, `INSERT INTO muse.oddities (code, id) VALUES ('next', gen_random_uuid())`);
      expect(await query(target.adminUrl, `SELECT number, code_length FROM muse.oddities WHERE code = 'next'`)).toEqual(
        [{ number: '5', code_length: 4 }],
      );
      // What stands between tenants and services is as in a database that was migrated.
      expect(await factsOf(target.adminUrl)).toEqual(await factsOf(fleet.source.adminUrl));
      expect(await query(target.roleUrls.gateway, 'SELECT FROM gateway.workspaces')).toEqual([]);
      expect((await query(target.adminUrl, 'SELECT FROM gateway.workspaces')).length).toBe(2);
      expect((await query(target.roleUrls.council, 'SELECT FROM council.outbox_events')).length).toBe(20);
    } finally {
      await target.drop();
    }
  });

  it('is the same to the byte when nothing has changed', async () => {
    const again = fleet.at('again');
    // The same rows at other places.
    await query(fleet.source.adminUrl, `UPDATE muse.oddities SET exact = exact WHERE code > 'Zoo'`);
    await makeBackup({ adminUrl: fleet.source.adminUrl, services: ODD_SERVICES, file: again, say });
    expect((await checkBackup(again)).sums).toEqual((await checkBackup(fleet.file)).sums);
  });

  it('is one moment, though somebody writes meanwhile', async () => {
    const pair = `WITH sent AS (INSERT INTO council.inbox_events (event_id, consumer_group) SELECT gen_random_uuid(), 'pair' FROM generate_series(1, 5))
      INSERT INTO research.inbox_events (event_id, consumer_group) SELECT gen_random_uuid(), 'pair' FROM generate_series(1, 5)`;
    const busy = await cloneDatabase();
    const target = await cloneDatabase();
    const writer = new Client({ connectionString: busy.adminUrl });
    await writer.connect();
    let isOver = false;
    const writing = (async () => {
      while (!isOver) await writer.query(pair);
    })();
    try {
      // So much that pairs are written between one table and the other.
      await query(
        busy.adminUrl,
        `INSERT INTO council.outbox_events (id, workspace_id, name, channel, lane, readers, envelope, state, deliver_after)
        SELECT gen_random_uuid(), gen_random_uuid(), 'n', 'c', 1, '{r}', repeat(md5(n::text), 20), 'new', now() FROM generate_series(1, 20000) AS n`,
      );
      const count = async (url: string): Promise<number> =>
        (await query(url, `SELECT FROM council.inbox_events WHERE consumer_group = 'pair'`)).length;
      const earlier = await count(busy.adminUrl);
      const moment = fleet.at('moment');
      await makeBackup({ adminUrl: busy.adminUrl, services: SERVICE_DATABASES, file: moment, say });
      const later = await count(busy.adminUrl);
      await fleet.restoreInto(target, { file: moment, services: SERVICE_DATABASES });
      const here = await contentsOf(target.adminUrl);
      expect(rowsIn(here, 'council.inbox_events')).toBe(rowsIn(here, 'research.inbox_events'));
      expect(rowsIn(here, 'council.outbox_events')).toBe(20_000);
      expect(earlier).toBeLessThanOrEqual(rowsIn(here, 'council.inbox_events'));
      expect(rowsIn(here, 'council.inbox_events')).toBeLessThan(later);
    } finally {
      isOver = true;
      await writing;
      await writer.end();
      await busy.drop();
      await target.drop();
    }
  });

  it('of an older release is restored as it was and then migrated on', async () => {
    const target = await cloneDatabase();
    try {
      const { migratedOn } = await fleet.restoreInto(target, { services: LATER_SERVICES });
      expect(migratedOn).toEqual([{ service: 'muse', migration: 'AddShade1899000001000' }]);
      expect(await query(target.adminUrl, 'SELECT DISTINCT shade FROM muse.oddities')).toEqual([{ shade: 'grey' }]);
      const { 'muse.oddities': _one, 'muse.migrations': _two, ...others } = await contentsOf(target.adminUrl);
      expect(fleet.before).toMatchObject(others);
    } finally {
      await target.drop();
    }
  });

  it('leaves out what no migration has made, and says so', async () => {
    const odd = await cloneDatabase();
    try {
      await query(odd.adminUrl, 'CREATE TABLE gateway.by_hand (id integer PRIMARY KEY)');
      const said: string[] = [];
      const sums = await makeBackup({
        ...{ adminUrl: odd.adminUrl, services: SERVICE_DATABASES, file: fleet.at('odd') },
        say: (line) => said.push(line),
      });
      expect(said.join()).toContain('LEFT OUT: gateway.by_hand');
      expect(sums.map(({ name }) => name)).not.toContain('by_hand');
      await query(odd.adminUrl, 'DROP TABLE gateway.by_hand; DROP TABLE gateway.inbox_events');
      const missing = { adminUrl: odd.adminUrl, services: SERVICE_DATABASES, file: fleet.at('missing'), say };
      await expect(makeBackup(missing)).rejects.toThrow('inbox_events of gateway should be there and is not');
    } finally {
      await odd.drop();
    }
  });

  it('waits for a migration that is under way, and is not made of half of it', async () => {
    const changing = await cloneDatabase();
    const migration = new Client({ connectionString: changing.ownerUrl });
    await migration.connect();
    try {
      await migration.query('BEGIN; ALTER TABLE muse.assets ADD later text');
      const file = fleet.at('changing');
      const made = makeBackup({ adminUrl: changing.adminUrl, services: SERVICE_DATABASES, file, say });
      const refusal = expect(made).rejects.toThrow('A migration has run at this very moment');
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await eventually(async () => expect(await query(changing.adminUrl, waiting)).toHaveLength(1));
      await migration.query('COMMIT');
      await refusal;
    } finally {
      await migration.end();
      await changing.drop();
    }
  });

  it('takes all that is there in the middle of an upgrade', async () => {
    const upgrade = fleet.at('upgrade');
    const sums = await makeBackup({ adminUrl: fleet.source.adminUrl, services: SERVICE_DATABASES, file: upgrade, say });
    expect(sums).toEqual((await checkBackup(fleet.file)).sums);
  });
});

function classOf(name: string): string | undefined {
  const [schema, table = ''] = name.split('.');
  return Object.entries(ODD_SERVICES).find(([key]) => key === schema)?.[1].tables[table];
}

async function factsOf(adminUrl: string): Promise<string[]> {
  const admin = await connect(adminUrl);
  try {
    return factLines(await readCatalogue(admin));
  } finally {
    await admin.end();
  }
}
