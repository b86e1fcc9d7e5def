import type { Transaction } from '@raptor/persistence';

/**
 * What this service has done for each workspace. A line of it outlives everything else of a workspace: no order is promised between messages,
 * and one that was created long ago may be announced again by a replay or a redriven dead letter.
 */
export class WorkspaceLives {
  private readonly table: string;

  constructor(schema: string) {
    this.table = `${schema}.workspace_lives`;
  }

  /** @returns whether it begins now: false when it has begun before, or is deleted already. */
  async begin(tx: Transaction, workspaceId: string): Promise<boolean> {
    const begun = await tx.query<unknown[]>(
      `INSERT INTO ${this.table} (workspace_id, seeded_at) VALUES ($1, now()) ON CONFLICT DO NOTHING RETURNING 1`,
      [workspaceId],
    );
    return begun.length > 0;
  }

  /** Waits for one that is just beginning; none begins after it has committed. */
  async end(tx: Transaction, workspaceId: string): Promise<void> {
    await tx.query(
      `INSERT INTO ${this.table} AS life (workspace_id, deleted_at) VALUES ($1, now())
       ON CONFLICT (workspace_id) DO UPDATE SET deleted_at = coalesce(life.deleted_at, excluded.deleted_at) RETURNING 1`,
      [workspaceId],
    );
  }

  /** Counts rows that go with this transaction. */
  async count(tx: Transaction, workspaceId: string, table: string, rows: number): Promise<void> {
    await tx.query(
      `WITH counted AS (
         UPDATE ${this.table} SET removed = removed || jsonb_build_object($2::text, coalesce((removed->>$2)::bigint, 0) + $3::bigint)
         WHERE workspace_id = $1 RETURNING 1
       ) SELECT 1 FROM counted`,
      [workspaceId, table, rows],
    );
  }

  /** @returns rows that went, by table; undefined when that has been told before. */
  async finish(tx: Transaction, workspaceId: string): Promise<Readonly<Record<string, number>> | undefined> {
    const [finished] = await tx.query<{ removed: Record<string, number> }[]>(
      `WITH finished AS (
         UPDATE ${this.table} SET purged_at = now() WHERE workspace_id = $1 AND purged_at IS NULL RETURNING removed
       ) SELECT removed FROM finished`,
      [workspaceId],
    );
    return finished?.removed;
  }
}
