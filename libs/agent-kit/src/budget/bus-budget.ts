import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  QuoteRun,
  ReserveBudget,
  SettleSpend,
  SpentTokens,
  type ReservationAnswer,
  type RunQuote,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { LOGGER, type Logger } from '@raptor/platform';
import { MessageInvalidError, Outbox, RaptorBus, type Actor } from '@raptor/raptor-bus';
import { bulkhead } from 'cockatiel';
import type { Payer } from '../models/model';
import { inWorkspace } from '../workspace-context';
import type { Budget, BudgetDecision, BudgetRequest, Quotes, SpendReport } from './budget';

/** How long the council may take to answer, waiting for a turn included. After it an agent stands on its floor. */
const ASKED_FOR_MS = 2_000;

/**
 * Questions under way at once. The others wait here: one whose time is over before its turn was never asked, so nothing has to be given
 * back, and a council that is slow is not asked for more than it can answer.
 */
const ASKED_AT_ONCE = 8;

/** With less time left than that nobody is asked any more. */
const ENOUGH_MS = 300;

/**
 * The council's purse over the bus. What is asked goes as a query, within two seconds; what was spent goes with a transaction of this
 * service's own outbox, so it gets there however long the council is away.
 */
@Injectable()
export class BusBudget implements Budget, Quotes, BeforeApplicationShutdown {
  private readonly releasing = new Set<Promise<void>>();
  private readonly turns = bulkhead(ASKED_AT_ONCE, Infinity);

  constructor(
    private readonly bus: RaptorBus,
    private readonly outbox: Outbox,
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Where no answer comes the reservation may have been made all the same. The call is not made then, ever, under that attempt: so it is
   * given back. If that is lost, too, it expires as spent, which is too much and never too little.
   * @throws MessageInvalidError for a request that makes no sense.
   */
  async reserve(request: BudgetRequest): Promise<BudgetDecision> {
    if (request.reservedMicroUsd === 0) return { outcome: 'reserved' };
    const deadline = Date.now() + ASKED_FOR_MS;
    const { workspaceId } = request.payer;
    return this.turns.execute(async () => {
      if (deadline - Date.now() < ENOUGH_MS) return unavailable('Too many ask for money at once');
      return inWorkspace(workspaceId, actorOf(request.payer), () => this.ask(request, deadline));
    });
  }

  settle(report: SpendReport): Promise<void> {
    return this.send(report.payer, settlementOf(report));
  }

  /** What a run of the payer's agent may cost; undefined where the council does not say. */
  async quote(payer: Payer, estimateMicroUsd?: number): Promise<RunQuote | undefined> {
    const query = Object.assign(new QuoteRun(), { agentCode: payer.agentCode, estimateMicroUsd });
    try {
      return await inWorkspace(payer.workspaceId, actorOf(payer), () =>
        this.bus.ask<RunQuote>(query, { to: 'council', deadline: Date.now() + ASKED_FOR_MS }),
      );
    } catch (error) {
      this.logger.warn({ err: error, agent: payer.agentCode }, 'the council did not say what a run may cost');
      return undefined;
    }
  }

  /** What was not made is given back before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.releasing);
  }

  private async ask(request: BudgetRequest, deadline: number): Promise<BudgetDecision> {
    try {
      return await this.bus.ask<ReservationAnswer>(queryOf(request), { to: 'council', deadline });
    } catch (error) {
      if (error instanceof MessageInvalidError) throw error;
      this.giveBack(request);
      return unavailable(error instanceof Error ? error.message : String(error));
    }
  }

  private giveBack({ payer, attemptId, kind, provider, model }: BudgetRequest): void {
    const release = { ...spentBy(payer), attemptId, kind, provider, model, wasMade: false };
    const sending = this.send(payer, Object.assign(new SettleSpend(), release))
      .catch((error: unknown) => {
        this.logger.warn(
          { err: error, attempt_id: attemptId },
          'a reservation could not be given back: it will expire',
        );
      })
      .finally(() => this.releasing.delete(sending));
    this.releasing.add(sending);
  }

  private async send(payer: Payer, spend: SettleSpend): Promise<void> {
    const actor = actorOf(payer);
    await inWorkspace(payer.workspaceId, actor, () =>
      this.database.withTenant(payer.workspaceId, actor, (tx) => this.outbox.send(tx, spend)),
    );
  }
}

const unavailable = (detail: string): BudgetDecision => ({ outcome: 'refused', code: 'BUDGET_UNAVAILABLE', detail });

const actorOf = ({ agentCode }: Payer): Actor => ({ type: 'agent', id: agentCode });

const spentBy = ({ agentCode, assignmentId, campaignId, userId }: Payer): Partial<SettleSpend> => ({
  agentCode,
  assignmentId,
  campaignId,
  userId,
});

const queryOf = ({ payer, ...request }: BudgetRequest): ReserveBudget =>
  Object.assign(new ReserveBudget(), {
    ...spentBy(payer),
    attemptId: request.attemptId,
    kind: request.kind,
    provider: request.provider,
    model: request.model,
    tier: request.tier,
    reservedMicroUsd: request.reservedMicroUsd,
    reservedTokens: request.reservedTokens,
    expiresInMs: request.expiresInMs,
  });

const settlementOf = ({ payer, tokens, ...report }: SpendReport): SettleSpend =>
  Object.assign(new SettleSpend(), {
    ...spentBy(payer),
    attemptId: report.attemptId,
    kind: report.kind ?? 'model',
    provider: report.provider ?? 'unknown',
    model: report.model,
    wasMade: true,
    reportedMicroUsd: report.reportedMicroUsd,
    countedMicroUsd: report.countedMicroUsd,
    tokens: tokens && Object.assign(new SpentTokens(), tokens),
  });
