import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';

const LOOK_EVERY_MS = 20;

export interface Figures {
  readonly limit: number;
  readonly spent: number;
  readonly reserved: number;
  readonly overrun: number;
}

/** Looks at the council's books from outside, all the time, as an auditor would. */
export class Account {
  polls = 0;
  mostCommitted = 0;
  readonly problems: string[] = [];
  private isWatching = true;
  private watching: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly workspaceId: string,
  ) {}

  /** A budget of this month, of which nothing is spent. */
  async open(limitMicroUsd: number): Promise<void> {
    await this.pool.query(
      `INSERT INTO council.workspace_budgets (workspace_id, id, period, limit_micro_usd, limit_tokens)
       VALUES ($1, $2, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM'), $3, 100000000)`,
      [this.workspaceId, uuidv7(), limitMicroUsd],
    );
  }

  watch(): void {
    this.watching = this.poll();
  }

  async stop(): Promise<void> {
    this.isWatching = false;
    await this.watching;
  }

  async figures(): Promise<Figures> {
    const { rows } = await this.pool.query<Figures>(
      `SELECT limit_micro_usd::int AS limit, spent_micro_usd::int AS spent, reserved_micro_usd::int AS reserved,
         overrun_micro_usd::int AS overrun FROM council.workspace_budgets WHERE workspace_id = $1`,
      [this.workspaceId],
    );
    if (!rows[0]) throw new Error('The budget is gone');
    return rows[0];
  }

  /** What the ledger has for each attempt: spent, and billed beyond. */
  async ledger(): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ attempt_id: string; cost: number }>(
      `SELECT attempt_id, (settled_micro_usd + overrun_micro_usd)::int AS cost FROM council.cost_ledger WHERE workspace_id = $1`,
      [this.workspaceId],
    );
    return new Map(rows.map(({ attempt_id: id, cost }) => [id, cost]));
  }

  async states(): Promise<Record<string, number>> {
    const { rows } = await this.pool.query<{ state: string; n: number }>(
      `SELECT state, count(*)::int AS n FROM council.cost_ledger WHERE workspace_id = $1 GROUP BY state`,
      [this.workspaceId],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  /** Reservations that are open, and messages about money on their way. */
  async underWay(): Promise<{ open: number; messages: number; deadLetters: number }> {
    const { rows } = await this.pool.query<{ open: number; messages: number; deadLetters: number }>(
      `SELECT (SELECT count(*)::int FROM council.cost_ledger WHERE state = 'open') AS open,
         (SELECT count(*)::int FROM muse.outbox_events WHERE state <> 'confirmed') AS messages,
         (SELECT count(*)::int FROM council.dead_letters) AS "deadLetters"`,
    );
    return rows[0] as { open: number; messages: number; deadLetters: number };
  }

  /** Whether the council is in the middle of a transaction that has changed something. */
  async isCouncilWriting(): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'raptor-council' AND backend_xid IS NOT NULL`,
    );
    return (rowCount ?? 0) > 0;
  }

  private async poll(): Promise<void> {
    while (this.isWatching) {
      const { limit, spent, reserved } = await this.figures();
      this.polls += 1;
      this.mostCommitted = Math.max(this.mostCommitted, spent + reserved);
      if (spent + reserved > limit) this.problems.push(`${spent} spent and ${reserved} reserved of ${limit}`);
      await pause(LOOK_EVERY_MS);
    }
  }
}
