import { Injectable } from '@nestjs/common';
import type { BudgetAlerted, BudgetExhausted } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { NotificationsRepository } from '../notifications/notifications.repository';
import { BudgetsRepository } from './budgets.repository';

/** Tells the first admin of a workspace how its budget stands. */
@Injectable()
export class BudgetNotices {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly notifications: NotificationsRepository,
  ) {}

  ofAlert(tx: Transaction, alert: BudgetAlerted): Promise<void> {
    const title =
      alert.reason === 'threshold'
        ? `${alert.percent} % of the budget of ${alert.period} is spent`
        : `A vendor has billed more than was reserved in ${alert.period}`;
    return this.write(tx, alert, { type: `budget.${alert.reason}`, title, priority: 'high' });
  }

  ofExhaustion(tx: Transaction, alert: BudgetExhausted): Promise<void> {
    const title = `The budget of ${alert.period} is used up`;
    return this.write(tx, alert, { type: 'budget.exhausted', title, priority: 'critical' });
  }

  private async write(
    tx: Transaction,
    alert: BudgetExhausted,
    notice: { readonly type: string; readonly title: string; readonly priority: 'high' | 'critical' },
  ): Promise<void> {
    const budget = await this.budgets.ofPeriod(tx, alert.period);
    if (!budget?.ownerId) return;
    const body =
      `${dollars(alert.spentMicroUsd)} of ${dollars(alert.limitMicroUsd)} and ` +
      `${alert.tokensSpent} of ${alert.limitTokens} tokens are spent. Free calls go on.`;
    await this.notifications.insert(tx, { id: uuidv7(), userId: budget.ownerId, body, ...notice });
  }
}

/** $10.00: whole cents, rounded. */
const dollars = (microUsd: number): string => `$${(microUsd / 1_000_000).toFixed(2)}`;
