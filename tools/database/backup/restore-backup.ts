import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { runMigrations } from '@raptor/persistence';
import { refuseAfterInterruption } from '../former-schemas';
import type { Session } from '../session';
import { inTransaction, withAdmin } from './admin-session';
import { BackupError } from './backup-format';
import { quoted } from './catalogue';
import { loadBackup } from './load-backup';
import { asItWas, type ServiceDatabases } from './migration-history';
import { keepOthersOut } from './one-at-a-time';
import { asOwner, assertIsOwner } from './owner-url';
import { checkBackup, type CheckedBackup } from './read-backup';
import { refuseToLoseRows, type MayReplace } from './rows-at-stake';
import { refuseWhileServicesRun } from './running-services';
import { dropSetAside, putBack, setAside } from './set-aside';

export interface RestoreOptions {
  readonly file: string;
  /** Of a superuser, or of a role with BYPASSRLS that may act as the owner and make schemas; names the database. */
  readonly adminUrl: string;
  /** How to run migrations; by default the admin acts as the owner. */
  readonly ownerUrl?: string;
  readonly services: ServiceDatabases;
  /** Without it rows that are there are never given up. */
  readonly mayReplace?: MayReplace;
  /** Called before the first change. */
  beforeChange?(): void;
  say(line: string): void;
}

export interface Restored extends CheckedBackup {
  /** What ran afterwards, because the backup is of an older release. */
  readonly migratedOn: readonly { service: ServiceKey; migration: string }[];
}

/**
 * Makes the six schemas what they were when the backup was made, then migrates them to this release. Everything that speaks
 * against it is looked for before the first change. When it fails later, what was there before is put back; twice the
 * space is needed until then.
 * @throws BackupError, or MigrationFailedError when only migrating on has failed: the backup is restored then.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, adminUrl, services, say } = options;
  const ownerUrl = options.ownerUrl ?? asOwner(adminUrl);
  const backup = await checkBackup(file);
  const then = asItWas(services, backup.header.schemas);
  await withAdmin(adminUrl, async (admin) => {
    await assertIsOwner(ownerUrl);
    await keepOthersOut(admin);
    await refuseAfterInterruption(admin);
    await refuseWhileServicesRun(admin);
    await refuseToLoseRows(admin, services, options.mayReplace);
    options.beforeChange?.();
    await setAside(admin);
    try {
      say('making the tables');
      for (const database of then) if (database.migrations.length > 0) await runMigrations(database, ownerUrl);
      say('loading the rows');
      await inTransaction(admin, 'BEGIN', async () => {
        await loadBackup(admin, file, backup);
        await dropSetAside(admin);
      });
    } catch (error) {
      throw await undone(adminUrl, error);
    }
    await analyze(admin, backup);
  });
  return { ...backup, migratedOn: await migrateOn(services, ownerUrl) };
}

/** By a connection of its own: the other one may be what failed. @returns the failure, with what became of the rows. */
async function undone(adminUrl: string, cause: unknown): Promise<BackupError> {
  const failure = messageOf(cause);
  return withAdmin(adminUrl, putBack).then(
    (isBack) =>
      new BackupError(
        isBack
          ? `${failure}\nWhat was there before is back in its place.`
          : `${failure}\nThere was nothing before that could be put back. If the connection was lost at the very end, the rows may be in: look before you go on.`,
        { cause },
      ),
    (second: unknown) =>
      new BackupError(
        `${failure}\nWhat was there before could not be put back: ${messageOf(second)}. It is set aside: npm run db:restore -- --put-back tries it again.`,
        { cause },
      ),
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Else queries are planned as for empty tables until the server finds the time. */
async function analyze(admin: Session, { header }: CheckedBackup): Promise<void> {
  await admin.query(`ANALYZE ${header.tables.map(quoted).join(', ')}`).catch(() => undefined);
}

async function migrateOn(services: ServiceDatabases, ownerUrl: string): Promise<Restored['migratedOn']> {
  const all: { service: ServiceKey; migration: string }[] = [];
  for (const service of SERVICE_KEYS) {
    const ran = await runMigrations(services[service], ownerUrl);
    all.push(...ran.map((migration) => ({ service, migration })));
  }
  return all;
}
