import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import { ListDecisions, type DecisionResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { CouncilDecisionsRepository } from './council-decisions.repository';
import { decisionResponse } from './decision.mapper';

@Controller()
export class DecisionsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly decisions: CouncilDecisionsRepository,
  ) {}

  @OnQuery(ListDecisions)
  list(@Payload() asked: ListDecisions, @Ctx() context: RaptorBusContext): Promise<PageAnswer<DecisionResponse>> {
    const { kind, lord, campaign_id: campaignId } = asked;
    const like = { ...(kind && { kind }), ...(lord && { lord }), ...(campaignId && { campaignId }) };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.decisions.list(tx, request, like), decisionResponse),
    );
  }
}
