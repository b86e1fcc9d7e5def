import { Injectable } from '@nestjs/common';
import type { ReservationAnswer, ReserveBudget, SettleSpend } from '@raptor/contracts';
import { Database, WorkspaceLanes, type Wish } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, type RaptorBusContext } from '@raptor/raptor-bus';
import { BudgetService } from './budget.service';

interface Asked {
  readonly query: ReserveBudget;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

interface Told {
  readonly spend: SettleSpend;
  readonly context: RaptorBusContext;
}

/** With less time left than that the answer would come too late, and what is reserved for nobody keeps others from reserving. */
const ENOUGH_MS = 250;

const SYSTEM = { type: 'system', id: 'council' } as const;

/**
 * Where all who want money of one workspace queue, in this replica: a queue that grows beyond the deadline is turned away at the counter,
 * with an answer, and those before it are served. Without that, everybody would be served too late.
 */
@Injectable()
export class BudgetDesk {
  private readonly reservations = new WorkspaceLanes<Asked, ReservationAnswer>((workspaceId, wishes) =>
    this.reserveTogether(workspaceId, wishes),
  );
  private readonly settlements = new WorkspaceLanes<Told, true>((workspaceId, wishes) =>
    this.settleTogether(workspaceId, wishes),
  );

  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly budget: BudgetService,
  ) {}

  reserve(query: ReserveBudget, context: RaptorBusContext): Promise<ReservationAnswer> {
    const { deadline = Infinity } = context.envelope;
    return this.reservations.run(workspaceIn(context), { query, deadline });
  }

  async settle(spend: SettleSpend, context: RaptorBusContext): Promise<void> {
    await this.settlements.run(workspaceIn(context), { spend, context });
  }

  private async reserveTogether(
    workspaceId: string,
    wishes: readonly Wish<Asked>[],
  ): Promise<readonly ReservationAnswer[]> {
    const latest = Date.now() + ENOUGH_MS;
    const inTime = wishes.filter(({ item }) => item.deadline >= latest);
    const answers = await this.answersTo(workspaceId, inTime);
    return wishes.map((wish) => answers[inTime.indexOf(wish)] ?? TOO_BUSY);
  }

  private async answersTo(workspaceId: string, wishes: readonly Wish<Asked>[]): Promise<readonly ReservationAnswer[]> {
    if (wishes.length === 0) return [];
    const queries = wishes.map(({ item, within }) => ({ item: item.query, within }));
    return this.database.withTenant(workspaceId, SYSTEM, (tx) => this.budget.reserveAll(tx, queries));
  }

  private settleTogether(workspaceId: string, wishes: readonly Wish<Told>[]): Promise<readonly true[]> {
    return this.database.withTenant(workspaceId, SYSTEM, async (tx) => {
      for (const { item, within } of wishes)
        await within(() => this.inbox.once(tx, item.context, () => this.budget.settle(tx, item.spend)));
      return wishes.map(() => true);
    });
  }
}

/** Nothing was reserved, and whoever asked knows it. */
const TOO_BUSY: ReservationAnswer = {
  outcome: 'refused',
  code: 'BUDGET_UNAVAILABLE',
  detail: 'Too many ask for money of this workspace at once',
};
