import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { WorkspaceBudgetEntity } from './workspace-budget.entity';

export type Limits = Pick<WorkspaceBudgetEntity, 'limitMicroUsd' | 'limitTokens'>;

/** What has been spent and reserved is changed by {@link CostLedgerRepository} alone. */
@Injectable()
export class BudgetsRepository extends TenantRepository<WorkspaceBudgetEntity> {
  constructor() {
    super(WorkspaceBudgetEntity);
  }

  ofPeriod(tx: Transaction, period: string): Promise<WorkspaceBudgetEntity | null> {
    return tx.findOneBy(WorkspaceBudgetEntity, this.where(tx, { period }));
  }

  /**
   * Opens a period's budget, if nobody has. Its limits are those of the period before: what a person has set stays set.
   * @param first the limits of a workspace's first budget, by its plan.
   */
  async open(tx: Transaction, period: string, first: Limits): Promise<WorkspaceBudgetEntity> {
    await tx.query(
      `INSERT INTO council.workspace_budgets (workspace_id, id, period, limit_micro_usd, limit_tokens)
       SELECT $1, $2, $3, coalesce(last.limit_micro_usd, $4), coalesce(last.limit_tokens, $5)
       FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
         SELECT limit_micro_usd, limit_tokens FROM council.workspace_budgets
         WHERE workspace_id = $1 AND period < $3 ORDER BY period DESC LIMIT 1) AS last ON true
       ON CONFLICT (workspace_id, period) DO NOTHING`,
      [workspaceOf(tx), uuidv7(), period, first.limitMicroUsd, first.limitTokens],
    );
    return tx.findOneByOrFail(WorkspaceBudgetEntity, this.where(tx, { period }));
  }

  /** @returns false when more than that is spent or reserved already; nothing has changed. */
  async setLimits(tx: Transaction, period: string, { limitMicroUsd, limitTokens }: Limits): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      `UPDATE council.workspace_budgets SET limit_micro_usd = $3, limit_tokens = $4, updated_at = now()
       WHERE workspace_id = $1 AND period = $2 AND spent_micro_usd + reserved_micro_usd <= $3`,
      [workspaceOf(tx), period, limitMicroUsd, limitTokens],
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
}
