import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createBookkeepingTable, revertMigration, runMigrations, type ServiceDatabase } from '../src';
import { CreateNotes1700000000000, databaseAt, notesDatabase } from './support/notes-database';

class SpellsItWrong1700000000001 implements MigrationInterface {
  readonly name = 'SpellsItWrong1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE muse.half_done (id integer)`);
    await runner.query(`ALTER TABLE muse.nots ADD COLUMN author text`);
  }

  async down(): Promise<void> {
    return Promise.resolve();
  }
}

class AddAuthor1700000000002 implements MigrationInterface {
  readonly name = 'AddAuthor1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE muse.notes ADD COLUMN author text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE muse.notes DROP COLUMN author`);
  }
}

const withMigrations = (...migrations: ServiceDatabase['migrations'][number][]): ServiceDatabase => ({
  ...notesDatabase,
  migrations,
});

describe('migrations of a service', () => {
  let clone: ClonedDatabase;
  let admin: Client;

  const tableExists = async (name: string): Promise<boolean> =>
    (await admin.query(`SELECT to_regclass($1) IS NOT NULL AS there`, [name])).rows[0].there as boolean;

  beforeEach(async () => {
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
  });

  afterEach(async () => {
    await admin.end();
    await clone.drop();
  });

  it('run once, in order, and say which ran', async () => {
    const both = withMigrations(CreateNotes1700000000000, AddAuthor1700000000002);
    expect(await runMigrations(both, clone.ownerUrl)).toEqual(['CreateNotes1700000000000', 'AddAuthor1700000000002']);
    expect(await runMigrations(both, clone.ownerUrl)).toEqual([]);
  });

  it('take turns when several start at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => runMigrations(notesDatabase, clone.ownerUrl)));
    expect(ran.flat()).toEqual(['CreateNotes1700000000000']);
  });

  it('name the bad one, roll it back whole, keep the ones before it, and say what to do', async () => {
    const bad = withMigrations(CreateNotes1700000000000, SpellsItWrong1700000000001);
    await expect(runMigrations(bad, clone.ownerUrl)).rejects.toThrow(
      /SpellsItWrong1700000000001 of muse.*"muse\.nots" does not exist.*correct the migration and run it again/s,
    );
    expect(await tableExists('muse.half_done')).toBe(false);
    expect(await tableExists('muse.notes')).toBe(true);
  });

  it('give up on a lock rather than hold up the traffic behind it', async () => {
    await runMigrations(notesDatabase, clone.ownerUrl);
    await admin.query('BEGIN; LOCK TABLE muse.notes IN ACCESS SHARE MODE');
    const blocked = runMigrations(withMigrations(CreateNotes1700000000000, AddAuthor1700000000002), clone.ownerUrl);
    await expect(blocked).rejects.toThrow(/run it again when traffic is low/);
    await admin.query('ROLLBACK');
  }, 15_000);

  it('say what to do when nobody is there or the owner may not', async () => {
    await expect(runMigrations(notesDatabase, 'postgres://nobody:x@127.0.0.1:1/none')).rejects.toThrow(
      /DATABASE_OWNER_URL is right/,
    );
    await expect(runMigrations(notesDatabase, clone.roleUrls.muse)).rejects.toThrow(/must own the schema/);
  });

  it('can be taken back, one by one, until none is left', async () => {
    const fresh: ServiceDatabase = { ...withMigrations(CreateNotes1700000000000), service: 'guardian' };
    await admin.query(`DROP TABLE guardian.migrations`);
    await runMigrations(fresh, clone.ownerUrl);
    expect(await revertMigration(fresh, clone.ownerUrl)).toBe('CreateNotes1700000000000');
    expect(await tableExists('muse.notes')).toBe(false);
    expect(await revertMigration(fresh, clone.ownerUrl)).toBeUndefined();
    await admin.query(`DROP TABLE guardian.migrations`);
    expect(await revertMigration(fresh, clone.ownerUrl)).toBeUndefined();
  });

  it('are taken back whole or not at all, and only by a version that knows them', async () => {
    class TakesTooMuchBack1700000000004 implements MigrationInterface {
      readonly name = 'TakesTooMuchBack1700000000004';

      up = (): Promise<void> => Promise.resolve();

      async down(runner: QueryRunner): Promise<void> {
        await runner.query(`DROP TABLE muse.notes`);
        await runner.query(`DROP TABLE muse.nots`);
      }
    }
    const both = withMigrations(CreateNotes1700000000000, TakesTooMuchBack1700000000004 as never);
    await runMigrations(both, clone.ownerUrl);
    await expect(revertMigration(both, clone.ownerUrl)).rejects.toThrow(
      /Cannot take back migration TakesTooMuchBack1700000000004 of muse: table "nots" does not exist\..*rolled back/,
    );
    expect(await tableExists('muse.notes')).toBe(true);
    await expect(revertMigration(notesDatabase, clone.ownerUrl)).rejects.toThrow(
      'Cannot take back TakesTooMuchBack1700000000004 of muse: this version of the code does not have it.',
    );
  });

  it('are missed by a service until they have run', async () => {
    const database = databaseAt(clone.roleUrls.muse);
    expect(await database.missingMigrations()).toEqual(['CreateNotes1700000000000']);
    await runMigrations(notesDatabase, clone.ownerUrl);
    expect(await database.missingMigrations()).toEqual([]);
    const newer = databaseAt(clone.roleUrls.muse, 1, withMigrations(CreateNotes1700000000000, AddAuthor1700000000002));
    expect(await newer.missingMigrations()).toEqual(['AddAuthor1700000000002']);
    await Promise.all([database.close(), newer.close()]);
  });

  it('mark a bookkeeping table with the library it belongs to', async () => {
    class CreateTally1700000000003 implements MigrationInterface {
      readonly name = 'CreateTally1700000000003';

      up = (runner: QueryRunner): Promise<void> =>
        createBookkeepingTable(runner, {
          table: 'muse.tally',
          columns: 'event_id uuid PRIMARY KEY, workspace_id uuid',
          library: 'raptor-bus',
          purpose: `what this service's handlers have seen`,
        });

      down = (runner: QueryRunner): Promise<unknown> => runner.query(`DROP TABLE muse.tally`);
    }
    await runMigrations(withMigrations(CreateTally1700000000003 as never), clone.ownerUrl);
    const { rows } = await admin.query(`SELECT obj_description('muse.tally'::regclass) AS comment`);
    expect(rows[0].comment).toBe(`bookkeeping of raptor-bus: what this service's handlers have seen`);
  });
});
