import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import type { BudgetResponse, SetBudget } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { refuseOtherVersion, stateForbids } from '../operations/fields';
import { budgetResponse } from './budget-view.mapper';
import { BudgetsRepository } from './budgets.repository';
import type { WorkspaceBudgetEntity } from './workspace-budget.entity';

/** This month's budget, as people see and set it. */
@Injectable()
export class BudgetLimits {
  constructor(private readonly budgets: BudgetsRepository) {}

  async read(tx: Transaction): Promise<BudgetResponse> {
    return budgetResponse(await this.ofPeriod(tx, await this.period(tx)));
  }

  /** @throws AppError RESOURCE_NOT_FOUND, VERSION_CHANGED; STATE_FORBIDS for less than is gone already. */
  async set(tx: Transaction, { if_version: seen, ...asked }: SetBudget): Promise<Changed<BudgetResponse>> {
    const period = await this.period(tx);
    const before = await this.budgets.lock(tx, period);
    refuseOtherVersion(before, seen);
    const limits = { limitMicroUsd: asked.limit_micro_usd, limitTokens: asked.limit_tokens };
    if (before.limitMicroUsd === limits.limitMicroUsd && before.limitTokens === limits.limitTokens)
      return { answer: budgetResponse(before) };
    if (!(await this.budgets.setLimits(tx, period, limits)))
      throw stateForbids(
        `${before.spentMicroUsd} micro-USD are spent and ${before.reservedMicroUsd} reserved: the limit cannot be below their sum`,
        'limit_micro_usd',
      );
    const detail = {
      period,
      before: { limit_micro_usd: before.limitMicroUsd, limit_tokens: before.limitTokens },
      after: { limit_micro_usd: limits.limitMicroUsd, limit_tokens: limits.limitTokens },
    };
    return {
      answer: budgetResponse(await this.ofPeriod(tx, period)),
      audited: { action: 'budget.changed', subjectType: 'budget', subjectId: before.id, detail },
    };
  }

  /** The month that it is where the workspace is; its budget is open from then on. */
  private async period(tx: Transaction): Promise<string> {
    const situation = await this.budgets.situation(tx);
    if (!situation) throw noBudget();
    if (!situation.budget) await this.budgets.rollOver(tx, situation.period);
    return situation.period;
  }

  private async ofPeriod(tx: Transaction, period: string): Promise<WorkspaceBudgetEntity> {
    const budget = await this.budgets.ofPeriod(tx, period);
    if (!budget) throw noBudget();
    return budget;
  }
}

const noBudget = (): AppError =>
  new AppError('RESOURCE_NOT_FOUND', 'This workspace has no budget yet: it gets one moments after it is made');
