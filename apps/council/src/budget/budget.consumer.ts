import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  BudgetAlerted,
  BudgetExhausted,
  ExpireReservations,
  QuoteRun,
  ReserveBudget,
  SettleSpend,
  type ReservationAnswer,
  type RunQuote,
} from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { BudgetDesk } from './budget-desk.service';
import { BudgetNotices } from './budget-notices.service';
import { BudgetService } from './budget.service';
import { onceMoreWhenTwice } from './once-more-when-twice';

@Controller()
export class BudgetConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly desk: BudgetDesk,
    private readonly budget: BudgetService,
    private readonly notices: BudgetNotices,
  ) {}

  @OnQuery(ReserveBudget)
  reserve(@Payload() query: ReserveBudget, @Ctx() context: RaptorBusContext): Promise<ReservationAnswer> {
    return onceMoreWhenTwice(() => this.desk.reserve(query, context));
  }

  @OnQuery(QuoteRun)
  quote(@Payload() query: QuoteRun, @Ctx() context: RaptorBusContext): Promise<RunQuote> {
    return this.within(context, (tx) => this.budget.quote(tx, query));
  }

  @OnMessage(SettleSpend)
  settle(@Payload() spend: SettleSpend, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.desk.settle(spend, context);
  }

  @OnMessage(ExpireReservations)
  expire(@Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.budget.expire(tx));
  }

  @OnMessage(BudgetAlerted)
  alerted(@Payload() alert: BudgetAlerted, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.notices.ofAlert(tx, alert));
  }

  @OnMessage(BudgetExhausted)
  exhausted(@Payload() alert: BudgetExhausted, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.notices.ofExhaustion(tx, alert));
  }

  private within<T>(context: RaptorBusContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.withTenant(workspaceIn(context), context.envelope.actor, work);
  }

  private once(context: RaptorBusContext, work: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.within(context, (tx) => this.inbox.once(tx, context, () => work(tx)));
  }
}
