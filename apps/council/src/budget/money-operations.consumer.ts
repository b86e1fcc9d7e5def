import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import {
  EstimateRuns,
  ReadBudget,
  SetBudget,
  SumCosts,
  type BudgetResponse,
  type CostsResponse,
  type QuoteResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { BudgetLimits } from './budget-limits.service';
import { CostsService } from './costs.service';

/** Money as people ask for it. Agents go another way: see BudgetConsumer. */
@Controller()
export class MoneyOperationsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly limits: BudgetLimits,
    private readonly costs: CostsService,
  ) {}

  @OnQuery(ReadBudget)
  read(@Ctx() context: RaptorBusContext): Promise<BudgetResponse> {
    return this.operations.read(context, (tx) => this.limits.read(tx));
  }

  @OnQuery(SetBudget)
  set(@Payload() asked: SetBudget, @Ctx() context: RaptorBusContext): Promise<BudgetResponse> {
    return this.operations.change(context, (tx) => this.limits.set(tx, asked));
  }

  @OnQuery(SumCosts)
  sum(@Payload() asked: SumCosts, @Ctx() context: RaptorBusContext): Promise<CostsResponse> {
    return this.operations.read(context, (tx) => this.costs.sum(tx, asked));
  }

  /** Changes nothing, and is answered alike for one idempotency key all the same. */
  @OnQuery(EstimateRuns)
  estimate(@Payload() asked: EstimateRuns, @Ctx() context: RaptorBusContext): Promise<QuoteResponse> {
    return this.operations.change(context, async (tx) => ({ answer: await this.costs.estimate(tx, asked) }));
  }
}
