import type { MemoryKind } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { In } from 'typeorm';
import { AgentMemoryEntity } from './agent-memory.entity';

/** What was remembered just now is put into the index within this time, unless something is wrong. */
const INDEXING_TAKES_MS = 5_000;

/** A memory to be written. */
export interface NewMemory {
  readonly id: string;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly textHash: string;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly evidenceIds: readonly string[];
  readonly keepForMs: number | null;
}

/** By whom. */
export interface Rememberer {
  readonly agentCode: string;
  readonly runId: string | null;
  /** Whether text of strangers was read for it. */
  readonly tainted: boolean;
}

const LIVE = `(expires_at IS NULL OR expires_at > now())`;

/** The only queries for `agent_memories`. */
export class MemoriesRepository extends TenantRepository<AgentMemoryEntity> {
  constructor(private readonly schema: string) {
    super(AgentMemoryEntity);
  }

  /**
   * Writes each unless the workspace remembers the same text of that kind: then it is kept as long as the longer-lived of both, and stays marked
   * as tainted where either is.
   * @returns how many wait to be indexed because of it.
   */
  async remember(tx: Transaction, memories: readonly NewMemory[], by: Rememberer): Promise<number> {
    const rows = await tx.query<{ waits: boolean }[]>(
      `INSERT INTO ${this.table} AS known
         (workspace_id, id, kind, text, text_hash, metadata, evidence_ids, agent_code, run_id, tainted, expires_at)
       SELECT $1, id, kind, text, text_hash, metadata, array(SELECT jsonb_array_elements_text(evidence_ids)), $3, $4, $5,
         now() + keep_for_ms * interval '1 millisecond'
       FROM jsonb_to_recordset($2::jsonb) AS new
         (id uuid, kind text, text text, text_hash text, metadata jsonb, evidence_ids jsonb, keep_for_ms float8)
       ON CONFLICT (workspace_id, kind, text_hash) DO UPDATE SET
         metadata = known.metadata || excluded.metadata,
         tainted = known.tainted OR excluded.tainted,
         evidence_ids = array(SELECT DISTINCT unnest(known.evidence_ids || excluded.evidence_ids) ORDER BY 1),
         indexed_at = CASE WHEN known.expires_at <= now() THEN NULL ELSE known.indexed_at END,
         expires_at = CASE WHEN known.expires_at IS NULL OR excluded.expires_at IS NULL THEN NULL
           ELSE greatest(known.expires_at, excluded.expires_at) END,
         updated_at = now()
       RETURNING indexed_at IS NULL AS waits`,
      [workspaceOf(tx), JSON.stringify(memories.map(asColumns)), by.agentCode, by.runId, by.tainted],
    );
    return rows.filter(({ waits }) => waits).length;
  }

  byIds(tx: Transaction, ids: readonly string[]): Promise<AgentMemoryEntity[]> {
    return tx.findBy(this.row, this.where(tx, { id: In([...ids]) }));
  }

  /** Those that still have to be indexed, oldest first. */
  waiting(tx: Transaction, atMost: number): Promise<AgentMemoryEntity[]> {
    return tx
      .createQueryBuilder(this.row, 'memory')
      .where(`memory.workspaceId = :workspace AND memory.indexedAt IS NULL AND ${LIVE}`, { workspace: workspaceOf(tx) })
      .orderBy('memory.createdAt')
      .addOrderBy('memory.id')
      .limit(atMost)
      .getMany();
  }

  /** Whether some still have to be indexed. @param forMs and have had to for so long: whoever was to do it must have been lost. */
  async isWaiting(tx: Transaction, forMs = 0): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM ${this.table}
       WHERE workspace_id = $1 AND indexed_at IS NULL AND ${LIVE} AND updated_at <= now() - $2 * interval '1 millisecond' LIMIT 1`,
      [workspaceOf(tx), forMs],
    );
    return rows.length > 0;
  }

  /** Whether some are not in the index although they are older than indexing takes: others may fail to find them. */
  async isBehind(tx: Transaction): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM ${this.table}
       WHERE workspace_id = $1 AND indexed_at IS NULL AND ${LIVE} AND created_at <= now() - $2 * interval '1 millisecond' LIMIT 1`,
      [workspaceOf(tx), INDEXING_TAKES_MS],
    );
    return rows.length > 0;
  }

  /** Notes that their vectors are stored. */
  async noteIndexed(tx: Transaction, memories: readonly AgentMemoryEntity[], by: string): Promise<void> {
    await tx.query(
      `WITH noted AS (
         UPDATE ${this.table} SET indexed_at = now(), indexed_by = $3 WHERE workspace_id = $1 AND id = ANY($2) RETURNING 1
       ) SELECT 1 FROM noted LIMIT 1`,
      [workspaceOf(tx), memories.map(({ id }) => id), by],
    );
  }

  /** The newest that should have vectors. */
  async indexed(tx: Transaction, atMost: number): Promise<{ ids: string[]; isAll: boolean }> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM ${this.table} WHERE workspace_id = $1 AND indexed_at IS NOT NULL AND ${LIVE}
       ORDER BY created_at DESC, id DESC LIMIT $2`,
      [workspaceOf(tx), atMost + 1],
    );
    return { ids: rows.slice(0, atMost).map(({ id }) => id), isAll: rows.length <= atMost };
  }

  /** Has them indexed again: these, or all. @returns how many. */
  markUnindexed(tx: Transaction, ids?: readonly string[]): Promise<number> {
    return this.unmark(tx, ids === undefined ? 'true' : 'id = ANY($2)', ids === undefined ? [] : [[...ids]]);
  }

  /** Has those indexed again whose vectors another embedder made. @returns how many. */
  markThoseOfOthers(tx: Transaction, embedder: string): Promise<number> {
    return this.unmark(tx, 'indexed_by IS DISTINCT FROM $2', [embedder]);
  }

  /** Forgets what has expired. @returns ids of what went, at most so many. */
  async removeExpired(tx: Transaction, atMost: number): Promise<string[]> {
    const gone = await tx.query<{ id: string }[]>(
      `WITH gone AS (
         DELETE FROM ${this.table} WHERE workspace_id = $1 AND id = ANY(array(
           SELECT id FROM ${this.table} WHERE workspace_id = $1 AND expires_at <= now() LIMIT $2
         )) RETURNING id
       ) SELECT id FROM gone`,
      [workspaceOf(tx), atMost],
    );
    return gone.map(({ id }) => id);
  }

  private async unmark(tx: Transaction, condition: string, values: readonly unknown[]): Promise<number> {
    const [counted] = await tx.query<{ n: number }[]>(
      `WITH unmarked AS (
         UPDATE ${this.table} SET indexed_at = NULL, updated_at = now() WHERE workspace_id = $1 AND indexed_at IS NOT NULL AND ${condition} RETURNING 1
       ) SELECT count(*)::int AS n FROM unmarked`,
      [workspaceOf(tx), ...values],
    );
    return counted?.n ?? 0;
  }

  private get table(): string {
    return `${this.schema}.agent_memories`;
  }
}

const asColumns = ({ id, kind, text, textHash, metadata, evidenceIds, keepForMs }: NewMemory) => ({
  id,
  kind,
  text,
  text_hash: textHash,
  metadata,
  evidence_ids: evidenceIds,
  keep_for_ms: keepForMs,
});
