import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../tools/database/session';
import type { FleetDatabase, FleetDatabases } from './databases';
import { NOTIFICATIONS, memberBy } from './council-rows';
import { fill, idOf, prepareFilling, ROWS_EACH, WORKSPACE_ID } from './fill';

/** The table that row level security guards, and its copy that nothing guards. */
export const TABLES = { guarded: 'notifications', plain: 'plain_notifications' } as const;

const WORKSPACES = 10;
const DRAWN = 1_000;

/** A row that is in both tables. */
export interface KnownRow {
  readonly workspaceId: string;
  readonly id: string;
  readonly userId: string;
}

export interface HandlesDatabase {
  readonly urls: FleetDatabase;
  readonly rows: readonly KnownRow[];
  /** Workspaces that rows are added to: those that are read keep their size. */
  readonly growing: readonly string[];
}

/** The council's notifications twice, with 1,000 rows each in 10 workspaces: as the migration made the table, and a plain copy of it. */
export async function makeHandlesDatabase(fleet: FleetDatabases, name: string): Promise<HandlesDatabase> {
  const urls = await fleet.copy(name);
  const plain = `council.${TABLES.plain}`;
  // Made by the owner, so that the service's role gets the rights on it that it has on every table.
  const owner = await connect(urls.ownerUrl);
  await owner.query(`CREATE TABLE ${plain} (LIKE ${NOTIFICATIONS.table} INCLUDING ALL)`).finally(() => owner.end());
  const admin = await connect(urls.adminUrl);
  try {
    await prepareFilling(admin, new Date());
    await fill(urls.adminUrl, [NOTIFICATIONS], WORKSPACES);
    await admin.query(`INSERT INTO ${plain} SELECT * FROM ${NOTIFICATIONS.table} ORDER BY created_at, workspace_id`);
    await admin.query(`VACUUM (ANALYZE) ${plain}`);
    const { rows } = await admin.query<KnownRow>(
      `SELECT ${WORKSPACE_ID} AS "workspaceId", ${idOf(NOTIFICATIONS.table)} AS id, ${memberBy('dice')} AS "userId"
       FROM (
         SELECT 1 + i % ${WORKSPACES} AS w, 1 + floor(random() * ${ROWS_EACH})::int AS n, random() AS dice
         FROM generate_series(1, ${DRAWN}) AS i
       ) AS drawn`,
    );
    return { urls, rows, growing: Array.from({ length: WORKSPACES }, () => uuidv7()) };
  } finally {
    await admin.end();
  }
}
