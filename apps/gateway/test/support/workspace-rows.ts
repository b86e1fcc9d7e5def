import { createHash } from 'node:crypto';
import { SERVICE_KEYS } from '@raptor/contracts';
import type { Client } from 'pg';

/** An id of a workspace's rows, and where it is. */
export interface KnownId {
  readonly id: string;
  /** `council.campaigns.id` */
  readonly place: string;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** What keeps track of messages changes by itself, and holds nothing that people see. */
const OF_THE_BUS = /\.(outbox_events|outbox_archive|inbox_events|workspace_lives|migrations)/;

/** Everything that is kept of a workspace, in the tables of all services, whatever their rules are. */
export class WorkspaceRows {
  private constructor(
    private readonly admin: Client,
    private readonly columns: readonly Column[],
  ) {}

  static async open(admin: Client): Promise<WorkspaceRows> {
    const { rows } = await admin.query<Column>(
      `SELECT c.table_schema || '.' || c.table_name AS table, c.column_name AS column, c.data_type AS type
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE t.table_type = 'BASE TABLE' AND c.table_schema = ANY($1) ORDER BY 1, 2`,
      [SERVICE_KEYS],
    );
    return new WorkspaceRows(
      admin,
      rows.filter(({ table }) => !OF_THE_BUS.test(table)),
    );
  }

  /** Every id in the rows of a workspace, each once and at home where it can be, and its own. */
  async idsOf(workspaceId: string): Promise<KnownId[]> {
    const found = new Map<string, KnownId>([[workspaceId, { id: workspaceId, place: 'gateway.workspaces.id' }]]);
    const ids = this.columns.filter(({ type, table }) => type === 'uuid' && this.scopeOf(table) !== 'false');
    const homesFirst = [...ids.filter(({ column }) => column === 'id'), ...ids];
    for (const { table, column } of homesFirst) {
      const { rows } = await this.admin.query<{ id: string }>(
        `SELECT DISTINCT ${column}::text AS id FROM ${table} WHERE ${this.scopeOf(table)} AND ${column} IS NOT NULL LIMIT 20`,
        [workspaceId],
      );
      for (const { id } of rows) if (!found.has(id)) found.set(id, { id, place: `${table}.${column}` });
    }
    return [...found.values()];
  }

  /** A hash of the rows of every table: the same as long as nothing changes. */
  async hashesOf(workspaceId: string): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const table of this.tables()) {
      const { rows } = await this.admin.query<{ row: string }>(
        `SELECT each::text AS row FROM ${table} each WHERE ${this.scopeOf(table)} ORDER BY 1`,
        [workspaceId],
      );
      hashes[table] = createHash('sha256')
        .update(rows.map(({ row }) => row).join('\n'))
        .digest('hex');
    }
    return hashes;
  }

  /** Tables in which a row of the workspace holds one of the ids. */
  async tablesThatHold(workspaceId: string, ids: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const table of this.tables()) {
      const { rowCount } = await this.admin.query(
        `SELECT 1 FROM ${table} each WHERE ${this.scopeOf(table)} AND each::text ~ $2 LIMIT 1`,
        [workspaceId, ids.join('|')],
      );
      if (rowCount) found.push(table);
    }
    return found;
  }

  private tables(): string[] {
    return [...new Set(this.columns.map(({ table }) => table))].filter((table) => this.scopeOf(table) !== 'false');
  }

  /** Which rows of a table are the workspace's. People belong to it by their membership. */
  private scopeOf(table: string): string {
    const members = 'SELECT user_id FROM gateway.workspace_members WHERE workspace_id = $1';
    if (table === 'gateway.workspaces') return 'id = $1';
    if (table === 'gateway.users') return `id IN (${members})`;
    const has = (name: string): boolean => this.columns.some((each) => each.table === table && each.column === name);
    if (has('workspace_id')) return 'workspace_id = $1';
    return has('user_id') ? `user_id IN (${members})` : 'false';
  }
}
