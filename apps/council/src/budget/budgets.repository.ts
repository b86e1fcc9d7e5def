import { Injectable } from '@nestjs/common';
import type { ActiveStop } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { figuresOf, type BudgetFigures, type BudgetJson } from './budget-figures';
import type { EntryState } from './cost-ledger-entry.entity';
import { ALERTS_AT_PERCENT } from './decide-alerts';
import { SITUATION } from './statements';
import { WorkspaceBudgetEntity } from './workspace-budget.entity';

export type Limits = Pick<WorkspaceBudgetEntity, 'limitMicroUsd' | 'limitTokens'>;

/** What a workspace's first budget begins with. */
export interface FirstBudget extends Limits {
  /** Of the IANA database. One that Postgres does not know becomes UTC. */
  readonly timezone: string;
  /** Who is told of it. */
  readonly ownerId: string;
}

export interface Situation {
  /** By the database's clock, where the workspace is. */
  readonly period: string;
  /** Null until the period's budget is opened. */
  readonly budget: BudgetFigures | null;
  readonly stops: readonly ActiveStop[];
  /** What is known of the attempt in question. */
  readonly attempt: EntryState | null;
}

/** What has been spent and reserved is changed by {@link CostLedgerRepository} alone. */
@Injectable()
export class BudgetsRepository extends TenantRepository<WorkspaceBudgetEntity> {
  constructor() {
    super(WorkspaceBudgetEntity);
  }

  ofPeriod(tx: Transaction, period: string): Promise<WorkspaceBudgetEntity | null> {
    return tx.findOneBy(WorkspaceBudgetEntity, this.where(tx, { period }));
  }

  /** The budget of this moment, and what else decides over an attempt. @returns null for a workspace that has no budget at all. */
  async situation(tx: Transaction, attemptId: string | null = null): Promise<Situation | null> {
    const [row] = await tx.query<SituationRow[]>(SITUATION, [workspaceOf(tx), attemptId]);
    if (!row) return null;
    const { currentPeriod: period, budget, stops, attempt } = row;
    return { period, budget: budget && figuresOf(budget), stops, attempt };
  }

  /** Opens the first budget of a workspace, for the month that it is there by the database's clock. */
  async begin(tx: Transaction, { timezone, ownerId, ...limits }: FirstBudget): Promise<void> {
    const [known] = await tx.query<{ name: string; period: string }[]>(
      `SELECT name, to_char(now() AT TIME ZONE name, 'YYYY-MM') AS period FROM (
         SELECT coalesce((SELECT name FROM pg_timezone_names WHERE lower(name) = lower($1) LIMIT 1), 'UTC') AS name) AS zone`,
      [timezone],
    );
    const { name, period } = known as { name: string; period: string };
    await this.open(tx, period, limits, { timezone: name, ownerId });
  }

  /**
   * Opens a period's budget, if nobody has. Its limits are those of the period before: what a person has set stays set.
   * @param first the limits of a workspace's first budget, by its plan.
   */
  async open(
    tx: Transaction,
    period: string,
    first: Limits,
    { timezone = 'UTC', ownerId }: Partial<FirstBudget> = {},
  ): Promise<WorkspaceBudgetEntity> {
    await tx.query(
      `INSERT INTO council.workspace_budgets (workspace_id, id, period, limit_micro_usd, limit_tokens, timezone, owner_id, version)
       SELECT $1, $2, $3, coalesce(last.limit_micro_usd, $4), coalesce(last.limit_tokens, $5), coalesce(last.timezone, $6),
         coalesce(last.owner_id, $7), coalesce(last.version + 1, 1)
       FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
         SELECT limit_micro_usd, limit_tokens, timezone, owner_id, version FROM council.workspace_budgets
         WHERE workspace_id = $1 AND period < $3 ORDER BY period DESC LIMIT 1) AS last ON true
       ON CONFLICT (workspace_id, period) DO NOTHING`,
      [workspaceOf(tx), uuidv7(), period, first.limitMicroUsd, first.limitTokens, timezone, ownerId ?? null],
    );
    return tx.findOneByOrFail(WorkspaceBudgetEntity, this.where(tx, { period }));
  }

  /**
   * Opens a period's budget with all that the newest before it has. A workspace that has none gets none: one that is deleted stays so.
   * @returns its figures, whoever has opened it.
   */
  async rollOver(tx: Transaction, period: string): Promise<BudgetFigures | null> {
    await tx.query(
      `INSERT INTO council.workspace_budgets (workspace_id, id, period, limit_micro_usd, limit_tokens, timezone, owner_id, version)
       SELECT $1, $2, $3, limit_micro_usd, limit_tokens, timezone, owner_id, version + 1 FROM council.workspace_budgets
       WHERE workspace_id = $1 ORDER BY period DESC LIMIT 1
       ON CONFLICT (workspace_id, period) DO NOTHING`,
      [workspaceOf(tx), uuidv7(), period],
    );
    const [row] = await tx.query<{ budget: BudgetJson }[]>(
      `SELECT to_jsonb(b) AS budget FROM council.workspace_budgets AS b WHERE workspace_id = $1 AND period = $2`,
      [workspaceOf(tx), period],
    );
    return row ? figuresOf(row.budget) : null;
  }

  /** The budget of a period, kept from others until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, period: string): Promise<WorkspaceBudgetEntity> {
    const where = this.where(tx, { period });
    const budget = await tx.findOne(WorkspaceBudgetEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (!budget) throw new AppError('RESOURCE_NOT_FOUND', `This workspace has no budget of ${period}`);
    return budget;
  }

  /** Of the newest budget; UTC where there is none. */
  async timezone(tx: Transaction): Promise<string> {
    const [newest] = await tx.find(WorkspaceBudgetEntity, {
      select: { timezone: true },
      where: this.where(tx, {}),
      order: { period: 'DESC' },
      take: 1,
    });
    return newest?.timezone ?? 'UTC';
  }

  /**
   * Of what has been told already that much is spent, only what is still true under the new limits counts: it is told again when it comes to it.
   * @returns false when more than that is spent or reserved already; nothing has changed.
   */
  async setLimits(tx: Transaction, period: string, { limitMicroUsd, limitTokens }: Limits): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      `UPDATE council.workspace_budgets
       SET limit_micro_usd = $3, limit_tokens = $4, version = version + 1, updated_at = now(),
         alerted_at_percent = coalesce((
           SELECT max(percent) FROM unnest($5::integer[]) AS told(percent)
           WHERE percent <= alerted_at_percent
             AND ((spent_micro_usd + overrun_micro_usd) * 100 >= $3::bigint * percent OR tokens_spent * 100 >= $4::bigint * percent)), 0)
       WHERE workspace_id = $1 AND period = $2 AND spent_micro_usd + reserved_micro_usd <= $3::bigint`,
      [workspaceOf(tx), period, limitMicroUsd, limitTokens, [...ALERTS_AT_PERCENT]],
    );
    return changed === 1;
  }

  /**
   * Takes the one alert of a threshold in a period.
   * @returns true for the first who asks once that much, in percent, is spent.
   */
  async claimAlert(tx: Transaction, budgetId: string, percent: number): Promise<boolean> {
    const [, claimed] = await tx.query<[unknown, number]>(
      `UPDATE council.workspace_budgets SET alerted_at_percent = $3, updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND alerted_at_percent < $3
         AND ((spent_micro_usd + overrun_micro_usd) * 100 >= limit_micro_usd * $3
              OR tokens_spent * 100 >= limit_tokens * $3)`,
      [workspaceOf(tx), budgetId, percent],
    );
    return claimed === 1;
  }

  /** Takes the alert that a period's money is used up, although a little is left. @returns true for the first who asks. */
  async claimExhaustion(tx: Transaction, budgetId: string): Promise<boolean> {
    const [, claimed] = await tx.query<[unknown, number]>(
      `UPDATE council.workspace_budgets SET alerted_at_percent = 100, updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND alerted_at_percent < 100`,
      [workspaceOf(tx), budgetId],
    );
    return claimed === 1;
  }

  /** Keeps others from reserving of the budgets whose timer is set, for the rest of the transaction. */
  async lockSwept(tx: Transaction): Promise<void> {
    await tx.query(
      `SELECT 1 FROM council.workspace_budgets WHERE workspace_id = $1 AND sweep_at IS NOT NULL ORDER BY id FOR UPDATE`,
      [workspaceOf(tx)],
    );
  }

  /**
   * Sets each timer to the next reservation that expires; budgets must be locked ({@link lockSwept}).
   * @returns the budgets whose timer was set, as they stand, and when the next is due.
   */
  async nextSweeps(tx: Transaction): Promise<{ budget: BudgetFigures; sweepAt: Date | null }[]> {
    const [rows] = await tx.query<[{ budget: BudgetJson; sweep_at: Date | null }[], number]>(
      `UPDATE council.workspace_budgets AS budget SET updated_at = now(), sweep_at = (
         SELECT min(expires_at) FROM council.cost_ledger AS entry
         WHERE entry.workspace_id = $1 AND entry.budget_id = budget.id AND entry.state = 'open')
       WHERE workspace_id = $1 AND sweep_at IS NOT NULL
       RETURNING to_jsonb(budget) AS budget, sweep_at`,
      [workspaceOf(tx)],
    );
    return rows.map(({ budget, sweep_at: sweepAt }) => ({ budget: figuresOf(budget), sweepAt }));
  }
}

interface SituationRow {
  readonly currentPeriod: string;
  readonly budget: BudgetJson | null;
  readonly stops: ActiveStop[];
  readonly attempt: EntryState | null;
}
