import { Injectable } from '@nestjs/common';
import { Database, workspaceOf, type Transaction } from '@raptor/persistence';
import type { AuditFact } from './audit-fact';
import { AuditRepository } from './audit.repository';
import { EMPTY_CHAIN, checkChain, type BrokenChain } from './check-chain';
import { nextEntries, type ChainEnd } from './next-entries';

export type ChainVerdict = { readonly ok: true; readonly length: number; readonly head: string | null } | BrokenChain;

const VERIFIER = { type: 'system', id: 'audit' } as const;
const ENTRIES_PER_PAGE = 500;

/** What was done in a workspace, by whom, in an order that nobody can change unseen. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditRepository,
  ) {}

  /** Waits for whoever is appending to the same workspace's chain. Facts that it has already are left out. */
  async append(tx: Transaction, facts: readonly AuditFact[]): Promise<void> {
    if (facts.length === 0) return;
    await this.entries.lock(tx);
    const { end, known, now } = await this.entries.state(
      tx,
      facts.map(({ eventId }) => eventId),
    );
    const news = facts.filter(({ eventId }) => !known.has(eventId));
    await this.entries.append(tx, nextEntries(workspaceOf(tx), end, news, now));
  }

  /**
   * Reads the whole chain, page by page; what is appended meanwhile is read, too.
   *
   * What Postgres itself refuses the service's role, so that nobody can end a chain for ever: a number that does not follow, a fork, a hash
   * of the one before that is not its hash, a `created_at` before the transaction or ahead of the clock. Not a `hash` that is not the
   * entry's own: only this finds it. And a superuser is refused nothing.
   */
  async verify(workspaceId: string): Promise<ChainVerdict> {
    let end: ChainEnd = EMPTY_CHAIN;
    for (;;) {
      const { seq } = end;
      const page = await this.database.withTenant(workspaceId, VERIFIER, (tx) =>
        this.entries.after(tx, seq, ENTRIES_PER_PAGE),
      );
      const checked = checkChain(end, page);
      if ('ok' in checked) return checked;
      end = checked;
      if (page.length < ENTRIES_PER_PAGE) return { ok: true, length: end.seq, head: end.hash };
    }
  }
}
