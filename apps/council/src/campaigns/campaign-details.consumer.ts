import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  AttachCohort,
  ListCampaignCohorts,
  ListCampaignTimeline,
  QuoteCampaign,
  ReadCampaignCosts,
  type CampaignCohortResponse,
  type CampaignCostsResponse,
  type CampaignQuoteResponse,
  type TimelineStep,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { CAMPAIGN_COHORT_CONSTRAINTS } from './campaign.constraints';
import { CampaignCohortsService } from './campaign-cohorts.service';
import { CampaignMoneyService } from './campaign-money.service';
import { CampaignTimelineService } from './campaign-timeline.service';

/** What belongs to a campaign: whom it speaks to, what happened, what it costs. */
@Controller()
export class CampaignDetailsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly cohorts: CampaignCohortsService,
    private readonly timeline: CampaignTimelineService,
    private readonly money: CampaignMoneyService,
  ) {}

  @OnQuery(ListCampaignCohorts)
  listCohorts(
    @Payload() asked: ListCampaignCohorts,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<CampaignCohortResponse>> {
    return this.operations.read(context, (tx) => this.cohorts.list(tx, asked));
  }

  @OnQuery(AttachCohort)
  attach(@Payload() asked: AttachCohort, @Ctx() context: RaptorBusContext): Promise<CampaignCohortResponse> {
    return withConstraints(CAMPAIGN_COHORT_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.cohorts.attach(tx, asked)),
    );
  }

  @OnQuery(ListCampaignTimeline)
  listSteps(
    @Payload() asked: ListCampaignTimeline,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<TimelineStep>> {
    return this.operations.read(context, (tx) => this.timeline.list(tx, asked));
  }

  @OnQuery(ReadCampaignCosts)
  costs(@Payload() { id }: ReadCampaignCosts, @Ctx() context: RaptorBusContext): Promise<CampaignCostsResponse> {
    return this.operations.read(context, (tx) => this.money.costsOf(tx, id));
  }

  /** It changes nothing, but whoever asks again with the same key is told the same. */
  @OnQuery(QuoteCampaign)
  quote(@Payload() asked: QuoteCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignQuoteResponse> {
    return this.operations.change(context, async (tx) => ({ answer: await this.money.quote(tx, asked) }));
  }
}
