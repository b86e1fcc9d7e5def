import { Injectable } from '@nestjs/common';
import { BudgetAlerted, BudgetExhausted } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { spentOf, type BudgetFigures } from './budget-figures';
import { BudgetsRepository } from './budgets.repository';
import { alertsDue, EXHAUSTED_PERCENT, isExhausted, percentSpent } from './decide-alerts';

/** Says once a period that much is spent, and that nothing is left, with the transaction in which it came to that. */
@Injectable()
export class BudgetAlerts {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly outbox: Outbox,
  ) {}

  async afterSpending(tx: Transaction, budget: BudgetFigures, overrunMicroUsd = 0): Promise<void> {
    for (const percent of alertsDue(budget)) {
      if (!(await this.budgets.claimAlert(tx, budget.id, percent))) continue;
      await this.outbox.send(
        tx,
        percent === EXHAUSTED_PERCENT ? exhausted(budget) : alerted(budget, 'threshold', percent),
      );
    }
    const isFirstOverrun = overrunMicroUsd > 0 && budget.overrunMicroUsd === overrunMicroUsd;
    if (isFirstOverrun) await this.outbox.send(tx, alerted(budget, 'overrun', percentSpent(budget)));
  }

  async afterRefusal(tx: Transaction, budget: BudgetFigures): Promise<void> {
    if (!isExhausted(budget) || !(await this.budgets.claimExhaustion(tx, budget.id))) return;
    await this.outbox.send(tx, exhausted(budget));
  }
}

const stateOf = (budget: BudgetFigures): Omit<BudgetAlerted, 'reason' | 'percent'> => ({
  period: budget.period,
  limitMicroUsd: budget.limitMicroUsd,
  spentMicroUsd: spentOf(budget),
  limitTokens: budget.limitTokens,
  tokensSpent: budget.tokensSpent,
});

const alerted = (budget: BudgetFigures, reason: BudgetAlerted['reason'], percent: number): BudgetAlerted =>
  Object.assign(new BudgetAlerted(), { ...stateOf(budget), reason, percent });

const exhausted = (budget: BudgetFigures): BudgetExhausted => Object.assign(new BudgetExhausted(), stateOf(budget));
