import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import {
  CompareWarBriefs,
  ListWarBriefs,
  ReadWarBrief,
  type WarBriefDiffResponse,
  type WarBriefResponse,
  type WarBriefSummary,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { warBriefDiff, warBriefResponse, warBriefSummary } from './war-brief.mapper';
import { WarBriefsRepository } from './war-briefs.repository';

@Controller()
export class WarBriefsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly briefs: WarBriefsRepository,
  ) {}

  @OnQuery(ListWarBriefs)
  list(@Payload() asked: ListWarBriefs, @Ctx() context: RaptorBusContext): Promise<PageAnswer<WarBriefSummary>> {
    const { brief_type: briefType, campaign_id: campaignId } = asked;
    const like = { ...(briefType && { briefType }), ...(campaignId && { campaignId }) };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.briefs.list(tx, request, like), warBriefSummary),
    );
  }

  @OnQuery(ReadWarBrief)
  read(@Payload() { id }: ReadWarBrief, @Ctx() context: RaptorBusContext): Promise<WarBriefResponse> {
    return this.operations.read(context, async (tx) => warBriefResponse(await this.briefs.get(tx, id)));
  }

  @OnQuery(CompareWarBriefs)
  compare(@Payload() { id, other }: CompareWarBriefs, @Ctx() context: RaptorBusContext): Promise<WarBriefDiffResponse> {
    return this.operations.read(context, async (tx) =>
      warBriefDiff(await this.briefs.get(tx, id), await this.briefs.get(tx, other)),
    );
  }
}
