import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { Client } from 'pg';
import { SERVICE_DATABASES } from '../service-databases';
import { withAdmin } from './admin-session';
import { makeBackup } from './make-backup';
import type { RestoreOptions } from './restore-backup';
import { putBack } from './set-aside';
import { aRole, contentsOf, plantTwoWorkspaces, query } from './test/a-database';
import { OddFleet, say } from './test/odd-fleet';
import { BUS_ROWS, ODD_SERVICES, withMore } from './test/odd-services';

describe('a restore changes nothing and says why', () => {
  let fleet: OddFleet;
  let target: ClonedDatabase;

  beforeAll(async () => {
    fleet = await OddFleet.create();
    target = await cloneDatabase();
  });
  afterAll(async () => {
    await target.drop();
    await fleet.end();
  });

  const spoilt = (change: (bytes: Buffer) => Buffer): string => {
    const other = fleet.at('spoilt');
    writeFileSync(other, change(readFileSync(fleet.file)));
    return other;
  };

  it('when the file was cut, changed, or written in another format', async () => {
    await fleet.isRefused(target, { file: spoilt((bytes) => bytes.subarray(0, bytes.length / 2)) }, 'cut off');
    const flipped = spoilt((bytes) => {
      bytes[Math.floor(bytes.length / 2)]! ^= 4;
      return bytes;
    });
    await fleet.isRefused(target, { file: flipped }, 'damaged');
    const ofNextYear = spoilt((bytes) => Buffer.concat([Buffer.from('raptor-backup 2\n'), bytes.subarray(16)]));
    await fleet.isRefused(target, { file: ofNextYear }, 'has version 2 of the format');
  });

  it('when this release does not know the migrations', async () => {
    await fleet.isRefused(target, { services: SERVICE_DATABASES }, 'does not know CreateOddities1899000000000 of muse');
  });

  it('when a service is connected', async () => {
    const service = new Client({ connectionString: target.roleUrls.muse, application_name: 'raptor-muse' });
    await service.connect();
    await fleet.isRefused(target, {}, /raptor-muse \(1\).*Stop them first/);
    await service.end();
    const unnamed = new Client({ connectionString: target.roleUrls.matrix });
    await unnamed.connect();
    await fleet.isRefused(target, {}, /raptor_matrix \(1\)/);
    await unnamed.end();
  });

  it('when row level security binds the role, as it does the owner', async () => {
    await fleet.isRefused(target, { adminUrl: target.ownerUrl }, 'hides the rows from raptor_owner');
    const plain = { adminUrl: fleet.source.ownerUrl, services: ODD_SERVICES, file: fleet.at('never'), say };
    await expect(makeBackup(plain)).rejects.toThrow(/hides the rows from raptor_owner.*BYPASSRLS/s);
    expect(existsSync(fleet.at('never'))).toBe(false);
  });

  it('when loading fails half-way, or what was loaded is not what was backed up', async () => {
    const odd = await cloneDatabase();
    const afterwards = (...statements: string[]): Partial<RestoreOptions> => ({
      services: withMore(ODD_SERVICES, statements),
      mayReplace: async () => true,
    });
    try {
      await query(odd.adminUrl, BUS_ROWS);
      const stricter = `ALTER TABLE matrix.dead_letters ADD CONSTRAINT stricter CHECK (attempts < 5)`;
      await fleet.isRefused(odd, afterwards(stricter), /violates check constraint "stricter"[^]*is back in its place/);
      await fleet.isRefused(
        odd,
        afterwards(
          `CREATE FUNCTION matrix.meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.attempts := 4; RETURN NEW; END'`,
          `CREATE TRIGGER meddle BEFORE INSERT ON matrix.dead_letters FOR EACH ROW EXECUTE FUNCTION matrix.meddle()`,
        ),
        'The rows of matrix.dead_letters are not what the backup has',
      );
      await fleet.isRefused(odd, afterwards('ALTER TABLE matrix.dead_letters ADD surplus integer'), 'has the columns');
    } finally {
      await odd.drop();
    }
  });

  it('when there are rows, unless they may be given up', async () => {
    const full = await cloneDatabase();
    try {
      await plantTwoWorkspaces(full.adminUrl, SERVICE_DATABASES);
      await fleet.isRefused(full, {}, /has rows: .*\(2\).*--replace/);
      await fleet.isRefused(full, { mayReplace: async () => false }, 'Nothing was changed');
      const asked: unknown[] = [];
      await fleet.restoreInto(full, {
        mayReplace: async (rows, database) => asked.push(database, ...rows) > 0,
      });
      expect(asked).toEqual(expect.arrayContaining([full.name, { schema: 'gateway', name: 'workspaces', rows: 2 }]));
      expect(await contentsOf(full.adminUrl)).toEqual(fleet.before);
    } finally {
      await full.drop();
    }
  });

  it('when an earlier restore was killed, until somebody has chosen', async () => {
    await query(target.adminUrl, 'CREATE SCHEMA muse_before_restore');
    await expect(fleet.restoreInto(target)).rejects.toThrow(
      /interrupted.*muse_before_restore.*npm run db:restore -- --put-back/,
    );
    await query(target.adminUrl, 'DROP SCHEMA muse_before_restore');
  });

  it('and does not undo what was committed, when all it knows is that the connection was lost', async () => {
    const untouched = await contentsOf(fleet.source.adminUrl);
    expect(await withAdmin(fleet.source.adminUrl, putBack)).toBe(false);
    expect(await contentsOf(fleet.source.adminUrl)).toEqual(untouched);
  });

  it('needs no superuser: BYPASSRLS does, and for a restore the right to act as the owner and to make schemas', async () => {
    const reader = await aRole('BYPASSRLS IN ROLE pg_read_all_data');
    const owner = await aRole('BYPASSRLS IN ROLE raptor_owner');
    const target = await cloneDatabase();
    try {
      await query(target.adminUrl, `GRANT CONNECT ON DATABASE "${fleet.source.name}" TO PUBLIC`);
      const byRole = fleet.at('by-role');
      await makeBackup({ adminUrl: reader.as(fleet.source.adminUrl), services: ODD_SERVICES, file: byRole, say });
      const restore = { file: byRole, adminUrl: owner.as(target.adminUrl) };
      await fleet.isRefused(target, { ...restore, adminUrl: reader.as(target.adminUrl) }, 'permission denied');
      await fleet.isRefused(target, restore, /may not make schemas here.*GRANT CREATE ON DATABASE/);
      await query(target.adminUrl, `GRANT CREATE ON DATABASE "${target.name}" TO raptor_owner`);
      await fleet.restoreInto(target, restore);
      expect(await contentsOf(target.adminUrl)).toEqual(fleet.before);
    } finally {
      await target.drop();
      await reader.drop();
      await owner.drop();
    }
  });
});
