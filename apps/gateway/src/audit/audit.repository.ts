import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { MoreThan } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity';
import { EMPTY_CHAIN } from './check-chain';
import type { ChainEnd, NewEntry } from './next-entries';

/** What a writer must know before it appends. */
export interface ChainState {
  readonly end: ChainEnd;
  /** Which of the asked-for events have an entry already. */
  readonly known: ReadonlySet<string>;
  /** The database's clock, to the millisecond. */
  readonly now: Date;
}

@Injectable()
export class AuditRepository extends TenantRepository<AuditEntryEntity> {
  constructor() {
    super(AuditEntryEntity, { seq: 'seq' });
  }

  /** Lets one transaction at a time append to the workspace's chain, until its end. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`audit log of ${workspaceOf(tx)}`]);
  }

  /** To be asked after {@link lock}, in a statement of its own: what it sees was committed before it began. */
  async state(tx: Transaction, eventIds: readonly string[]): Promise<ChainState> {
    const [row] = await tx.query<{ now: Date; seq: string | null; hash: string | null; known: string[] }[]>(
      `SELECT date_trunc('milliseconds', clock_timestamp()) AS now, head.seq, head.hash,
          ARRAY(SELECT event_id::text FROM gateway.audit_log WHERE workspace_id = $1 AND event_id = ANY($2)) AS known
        FROM (VALUES (1)) AS one
        LEFT JOIN LATERAL (SELECT seq, hash FROM gateway.audit_log WHERE workspace_id = $1 ORDER BY seq DESC LIMIT 1) AS head ON true`,
      [workspaceOf(tx), eventIds],
    );
    if (!row) throw new Error('A query without conditions gave no row');
    const end = row.seq === null ? EMPTY_CHAIN : { seq: Number(row.seq), hash: row.hash };
    return { end, known: new Set(row.known), now: row.now };
  }

  async append(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.insert(
      AuditEntryEntity,
      entries.map((entry) => ({ ...entry, workspaceId: workspaceOf(tx), updatedAt: entry.createdAt }) as object),
    );
  }

  /** In the order of the chain. */
  after(tx: Transaction, seq: number, limit: number): Promise<AuditEntryEntity[]> {
    return tx.find(AuditEntryEntity, {
      where: this.where(tx, { seq: MoreThan(seq) }),
      order: { seq: 'ASC' },
      take: limit,
    });
  }
}
