import { Inject, Injectable } from '@nestjs/common';
import {
  ExpireReservations,
  type QuoteRun,
  type ReservationAnswer,
  type ReserveBudget,
  type RunQuote,
  type SettleSpend,
} from '@raptor/contracts';
import type { Transaction, Wish } from '@raptor/persistence';
import { AppError, LOGGER, type Logger } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { BudgetAlerts } from './budget-alerts.service';
import { spentOf, type BudgetFigures } from './budget-figures';
import { BudgetsRepository, type Situation } from './budgets.repository';
import { askedForIn, entryOf, usageOf } from './budget.mapper';
import { CostLedgerRepository } from './cost-ledger.repository';
import { answerAfterwards, decideReservation, paidTiersOf } from './decide-reservation';
import { RunCostsRepository } from './run-costs.repository';
import type { Settled } from './reservation';

/** A timer must not be a moment too early, and reservations that expire soon after the first go with it. */
const SWEEP_MARGIN_MS = 100;

type Opened = Situation & { readonly budget: BudgetFigures };

/** Load, decide, save and send: the rules are in `decide-*.ts`, the money in the statements. */
@Injectable()
export class BudgetService {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly ledger: CostLedgerRepository,
    private readonly runCosts: RunCostsRepository,
    private readonly alerts: BudgetAlerts,
    private readonly outbox: Outbox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For several attempts at once, each decided by itself. */
  async reserveAll(tx: Transaction, wishes: readonly Wish<ReserveBudget>[]): Promise<ReservationAnswer[]> {
    const standing = await this.openSituation(tx, null);
    const answers: ReservationAnswer[] = [];
    for (const { item, within } of wishes)
      answers.push(standing ? await within(() => this.reserve(tx, item, standing)) : NO_BUDGET);
    return answers;
  }

  /** @param seen how things stood a moment ago, when nothing was known of the attempt. What it says no to is looked at again. */
  private async reserve(tx: Transaction, query: ReserveBudget, seen: Opened): Promise<ReservationAnswer> {
    const asked = askedForIn(query);
    if (decideReservation(asked, seen) === 'try') {
      const reservation = await this.ledger.reserve(tx, { ...query, period: seen.period });
      if (reservation.outcome === 'reserved') {
        if (reservation.sweepAt) await this.scheduleSweep(tx, reservation.sweepAt);
        return { outcome: 'reserved' };
      }
    }
    const now = await this.openSituation(tx, query.attemptId);
    return now ? this.afterRefusal(tx, answerAfterwards(asked, now), now.budget) : NO_BUDGET;
  }

  /**
   * Writes down what an attempt cost, once. One that nothing was reserved for is written down as what it is, all overrun: the money is
   * gone, whether or not it was asked for.
   * @throws AppError RESOURCE_NOT_FOUND for a workspace that has no budget: nobody is there to charge, and somebody should know.
   */
  async settle(tx: Transaction, spend: SettleSpend): Promise<void> {
    const settled = await this.record(tx, spend);
    if (!settled) return;
    const { budget, overrunMicroUsd } = settled;
    if (overrunMicroUsd > 0)
      this.logger.warn(
        { attempt_id: spend.attemptId, agent: spend.agentCode, model: spend.model, overrun_micro_usd: overrunMicroUsd },
        'a call cost more than was reserved for it',
      );
    await this.alerts.afterSpending(tx, budget, overrunMicroUsd);
  }

  /** Counts as spent what is due, and sets the timer for the next. */
  async expire(tx: Transaction): Promise<void> {
    await this.budgets.lockSwept(tx);
    const expired = await this.ledger.expireDue(tx);
    const swept = await this.budgets.nextSweeps(tx);
    if (expired > 0) for (const { budget } of swept) await this.alerts.afterSpending(tx, budget);
    const due = swept.flatMap(({ sweepAt }) => (sweepAt ? [sweepAt.getTime()] : []));
    if (due.length > 0) await this.scheduleSweep(tx, new Date(Math.min(...due)));
  }

  async quote(tx: Transaction, { agentCode, estimateMicroUsd }: QuoteRun): Promise<RunQuote> {
    const standing = await this.openSituation(tx, null);
    if (!standing) throw noBudget();
    const { budget } = standing;
    return {
      ...(await this.runCosts.ofAgent(tx, agentCode, estimateMicroUsd)),
      remainingMicroUsd: Math.max(0, budget.limitMicroUsd - spentOf(budget) - budget.reservedMicroUsd),
      remainingTokens: Math.max(0, budget.limitTokens - budget.tokensSpent - budget.tokensReserved),
      paidTiers: paidTiersOf(budget),
    };
  }

  private async record(tx: Transaction, spend: SettleSpend): Promise<Settled | undefined> {
    const { attemptId, wasMade } = spend;
    const usage = usageOf(spend);
    const change = (): Promise<Settled | undefined> =>
      wasMade ? this.ledger.settleNow(tx, attemptId, usage) : this.ledger.release(tx, attemptId);
    const settled = await change();
    if (settled) return settled;
    const standing = await this.openSituation(tx, attemptId);
    if (!standing) throw noBudget();
    if (standing.attempt) return undefined;
    const unreserved = await this.ledger.recordUnreserved(tx, entryOf(spend, standing.budget.id), usage);
    // Known after all: its reservation was under way and has been committed meanwhile.
    return unreserved ?? change();
  }

  private async openSituation(tx: Transaction, attemptId: string | null): Promise<Opened | null> {
    const situation = await this.budgets.situation(tx, attemptId);
    if (!situation) return null;
    const budget = situation.budget ?? (await this.budgets.rollOver(tx, situation.period));
    return budget && { ...situation, budget };
  }

  private async afterRefusal(
    tx: Transaction,
    answer: ReservationAnswer,
    budget: BudgetFigures,
  ): Promise<ReservationAnswer> {
    if (answer.outcome === 'refused' && answer.code === 'BUDGET_EXHAUSTED') await this.alerts.afterRefusal(tx, budget);
    return answer;
  }

  private async scheduleSweep(tx: Transaction, at: Date): Promise<void> {
    const deliverAfter = new Date(Math.max(at.getTime(), Date.now()) + SWEEP_MARGIN_MS);
    await this.outbox.send(tx, new ExpireReservations(), { deliverAfter });
  }
}

const NO_BUDGET: ReservationAnswer = {
  outcome: 'refused',
  code: 'BUDGET_UNAVAILABLE',
  detail: 'This workspace has no budget yet, or none any more',
};

const noBudget = (): AppError => new AppError('RESOURCE_NOT_FOUND', 'This workspace has no budget to charge');
