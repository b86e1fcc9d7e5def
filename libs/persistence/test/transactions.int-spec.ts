import { cloneDatabase, watchedWire, type ClonedDatabase, type WatchedWire } from '@raptor/testing';
import { Client } from 'pg';
import { runMigrations, TransactionRolledBackError, type Database } from '../src';
import { databaseAt, notesDatabase, SOMEBODY, WORKSPACE_A } from './support/notes-database';

describe('a transaction', () => {
  let clone: ClonedDatabase;
  let wire: WatchedWire;
  let database: Database;
  let next = 0;

  const write = (id: number, text = 'x'): Promise<unknown> =>
    database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query(`INSERT INTO muse.notes VALUES ($1, $2, $3)`, [WORKSPACE_A, id, text]),
    );

  const exists = async (id: number): Promise<boolean> => {
    const rows = await database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query<unknown[]>(`SELECT 1 FROM muse.notes WHERE workspace_id = $1 AND id = $2`, [WORKSPACE_A, id]),
    );
    return rows.length === 1;
  };

  const killBackendsOf = async (applicationName: string): Promise<void> => {
    const admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`,
      [applicationName],
    );
    await admin.end();
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(notesDatabase, clone.ownerUrl);
  });

  beforeEach(async () => {
    wire = await watchedWire(clone.roleUrls.muse);
    database = databaseAt(wire.url);
    next += 100;
  });

  afterEach(async () => {
    await database.close();
    await wire.close();
  });

  afterAll(() => clone.drop());

  it('with one statement costs two round trips', async () => {
    await write(next);
    wire.reset();
    await write(next + 1);
    expect(wire.roundTrips()).toBe(2);
  });

  it('leaves nothing behind when its work fails', async () => {
    const failed = database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next]);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await exists(next)).toBe(false);
  });

  it('does not pretend to have committed when a failed statement was swallowed', async () => {
    const swallowed = database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next]);
      await tx.query(`SELECT 1 / 0`).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(TransactionRolledBackError);
    expect(await exists(next)).toBe(false);
  });

  it('keeps its own end when a part of it is a transaction inside', async () => {
    await database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      await tx.transaction((inner) => inner.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next]));
      await tx
        .transaction(async (inner) => {
          await inner.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next + 1]);
          throw new Error('only this part');
        })
        .catch(() => undefined);
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next + 2]);
    });
    expect([await exists(next), await exists(next + 1), await exists(next + 2)]).toEqual([true, false, true]);
  });

  it('is run again from the start when it was in conflict with another', async () => {
    let runs = 0;
    await database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      runs += 1;
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next]);
      if (runs < 3) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`);
    });
    expect(runs).toBe(3);
    expect(await exists(next)).toBe(true);
  });

  it('survives a deadlock: the one that Postgres ends is run again', async () => {
    await write(next, '');
    await write(next + 1, '');
    let runs = 0;
    let meet: () => void = () => undefined;
    const bothHoldOne = new Promise<void>((resolve) => (meet = resolve));
    let holding = 0;
    const touch = (first: number, second: number): Promise<void> =>
      database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
        runs += 1;
        const append = (id: number): Promise<unknown> =>
          tx.query(`UPDATE muse.notes SET text = text || '+' WHERE workspace_id = $1 AND id = $2`, [WORKSPACE_A, id]);
        await append(first);
        holding += 1;
        if (holding === 2) meet();
        await bothHoldOne;
        await append(second);
      });
    await Promise.all([touch(next, next + 1), touch(next + 1, next)]);
    const rows = await database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query<{ text: string }[]>(`SELECT text FROM muse.notes WHERE workspace_id = $1 AND id IN ($2, $3)`, [
        WORKSPACE_A,
        next,
        next + 1,
      ]),
    );
    expect(rows).toEqual([{ text: '++' }, { text: '++' }]);
    expect(runs).toBe(3);
  });

  it('is run again on another connection when the server ended its own', async () => {
    let runs = 0;
    await database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      runs += 1;
      if (runs === 1) await killBackendsOf('raptor-muse');
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next]);
    });
    expect(runs).toBe(2);
    expect(await exists(next)).toBe(true);
  });

  it('is not run again when the wire was cut during COMMIT: nobody knows whether it took effect', async () => {
    await write(next);
    let runs = 0;
    wire.cutWhen((chunk) => chunk.includes('COMMIT'));
    const outcome = database.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      runs += 1;
      await tx.query(`INSERT INTO muse.notes VALUES ($1, $2, 'x')`, [WORKSPACE_A, next + 1]);
    });
    await expect(outcome).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(runs).toBe(1);
  });

  it('tells a database that is away by a named error, and works as soon as it is there', async () => {
    const url = new URL(wire.url);
    await wire.close();
    const late = databaseAt(url.href);
    await expect(late.missingMigrations()).rejects.toMatchObject({ name: 'AppError', code: 'SERVICE_UNAVAILABLE' });
    const direct = databaseAt(clone.roleUrls.muse);
    expect(await direct.missingMigrations()).toEqual([]);
    await Promise.all([late.close(), direct.close()]);
    database = databaseAt(clone.roleUrls.muse);
  });

  it('does not wait for a server that hangs: it fails once, in time, by its name', async () => {
    const hasty = databaseAt(wire.url, 1, notesDatabase, { statementTimeoutMs: 200, lockTimeoutMs: 100 });
    await hasty.missingMigrations();
    wire.freeze();
    let runs = 0;
    const startedAt = Date.now();
    const hung = hasty.withTenant(WORKSPACE_A, SOMEBODY, (tx) => {
      runs += 1;
      return tx.query(`SELECT 1`);
    });
    await expect(hung).rejects.toMatchObject({ name: 'AppError', code: 'SERVICE_UNAVAILABLE' });
    expect(runs).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    await wire.close();
    await hasty.close();
    wire = await watchedWire(clone.roleUrls.muse);
  }, 15_000);

  it('does not wait for a lock for ever', async () => {
    const impatient = databaseAt(clone.roleUrls.muse);
    await write(next);
    const lock = new Client({ connectionString: clone.roleUrls.muse });
    await lock.connect();
    await lock.query(`BEGIN; SELECT set_config('app.workspace_id', '${WORKSPACE_A}', true)`);
    await lock.query(`SELECT 1 FROM muse.notes WHERE id = ${next} FOR UPDATE`);
    const blocked = impatient.withTenant(WORKSPACE_A, SOMEBODY, async (tx) => {
      await tx.query(`SET LOCAL lock_timeout = '50ms'`);
      await tx.query(`UPDATE muse.notes SET text = 'y' WHERE id = $1`, [next]);
    });
    await expect(blocked).rejects.toThrow(/lock timeout/);
    await lock.end();
    await impatient.close();
  });

  it('gives a conflict that does not end a name of its own', async () => {
    const stubborn = database.withTenant(WORKSPACE_A, SOMEBODY, (tx) =>
      tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`),
    );
    await expect(stubborn).rejects.toMatchObject({ name: 'AppError', code: 'WRITE_CONFLICT' });
  });
});
