import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from '@raptor/persistence';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { makeBackup } from '../make-backup';
import { restoreBackup, type RestoreOptions, type Restored } from '../restore-backup';
import { contentsOf, plantTwoWorkspaces, query } from './a-database';
import { BUS_ROWS, ODD_ROWS, ODD_SERVICES } from './odd-services';

export const say = (): void => undefined;

/** How a database may word values when nobody asks it to be exact. */
const oddManners = (database: string): string =>
  [`"DateStyle" = 'German'`, `"TimeZone" = 'Asia/Kolkata'`, `"IntervalStyle" = 'sql_standard'`]
    .concat([`bytea_output = 'escape'`, 'extra_float_digits = -5', 'search_path = muse'])
    .map((manner) => `ALTER DATABASE "${database}" SET ${manner}`)
    .join('; ');

/** A database with rows in two workspaces and odd ones besides, and a backup of it. */
export class OddFleet {
  private constructor(
    readonly folder: string,
    readonly source: ClonedDatabase,
    /** What is in the source, and so in the backup. */
    readonly before: Record<string, string>,
  ) {}

  static async create(): Promise<OddFleet> {
    const source = await cloneDatabase();
    await runMigrations(ODD_SERVICES.muse, source.ownerUrl);
    await plantTwoWorkspaces(source.adminUrl, ODD_SERVICES);
    await query(source.adminUrl, ODD_ROWS);
    await query(source.adminUrl, BUS_ROWS);
    const folder = mkdtempSync(join(tmpdir(), 'raptorflow-backup-'));
    const fleet = new OddFleet(folder, source, await contentsOf(source.adminUrl));
    await query(source.adminUrl, oddManners(source.name));
    await makeBackup({ adminUrl: source.adminUrl, services: ODD_SERVICES, file: fleet.file, say });
    return fleet;
  }

  get file(): string {
    return this.at('good');
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  restoreInto(database: ClonedDatabase, changes: Partial<RestoreOptions> = {}): Promise<Restored> {
    return restoreBackup({ file: this.file, adminUrl: database.adminUrl, services: ODD_SERVICES, say, ...changes });
  }

  /** Fails when the restore does not, and when the database is not what it was afterwards. */
  async isRefused(database: ClonedDatabase, changes: Partial<RestoreOptions>, why: string | RegExp): Promise<void> {
    const untouched = await contentsOf(database.adminUrl);
    await expect(this.restoreInto(database, changes)).rejects.toThrow(why);
    expect(await contentsOf(database.adminUrl)).toEqual(untouched);
    const aside = `SELECT nspname FROM pg_namespace WHERE nspname LIKE '%before_restore'`;
    expect(await query(database.adminUrl, aside)).toEqual([]);
  }

  async end(): Promise<void> {
    await this.source.drop();
    rmSync(this.folder, { recursive: true });
  }
}
