import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AttachCohort,
  AttachCohortRequest,
  CampaignCohortPage,
  CampaignCohortResponse,
  CampaignCostsResponse,
  CampaignPerformanceResponse,
  ListCampaignCohorts,
  ListCampaignTimeline,
  PageQuery,
  ReadCampaignCosts,
  ReadPerformance,
  SpanQuery,
  TimelinePage,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';
import { CampaignPerformance } from './campaign-performance.service';

/** What belongs to a campaign: whom it speaks to, what happened, what it costs. */
@ApiTags('campaigns')
@Controller('campaigns/:id')
export class CampaignDetailsController {
  constructor(
    private readonly owners: Owners,
    private readonly campaignPerformance: CampaignPerformance,
  ) {}

  @ApiPost('cohorts', {
    id: 'attachCohort',
    summary: 'Have a campaign speak to a cohort, with a share of it',
    description: 'Before anybody works on it. The shares of its cohorts are at most 100 % together.',
    asks: AttachCohort,
    answers: CampaignCohortResponse,
    problems: [409],
  })
  @ApiIds('id')
  attach(@Id() id: string, @Body() request: AttachCohortRequest): Promise<CampaignCohortResponse> {
    return this.owners.ask(AttachCohort, { ...request, id });
  }

  @ApiGet('cohorts', {
    id: 'listCampaignCohorts',
    summary: 'List whom a campaign speaks to',
    description: 'Orders: `created_at`, `priority_rank`.',
    asks: ListCampaignCohorts,
    answers: CampaignCohortPage,
  })
  @ApiIds('id')
  listCohorts(@Id() id: string, @Query() query: PageQuery): Promise<CampaignCohortPage> {
    return this.owners.ask(ListCampaignCohorts, { ...query, id });
  }

  @ApiGet('timeline', {
    id: 'listCampaignTimeline',
    summary: 'List what has happened on the way of a campaign',
    description: 'Decisions of the council, assignments, approvals of it and of its moves. Order: `created_at`.',
    asks: ListCampaignTimeline,
    answers: TimelinePage,
  })
  @ApiIds('id')
  listSteps(@Id() id: string, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.owners.ask(ListCampaignTimeline, { ...query, id });
  }

  @ApiGet('costs', {
    id: 'getCampaignCosts',
    summary: 'Read what a campaign has cost so far, by agent and by model',
    asks: ReadCampaignCosts,
    answers: CampaignCostsResponse,
  })
  @ApiIds('id')
  costs(@Id() id: string): Promise<CampaignCostsResponse> {
    return this.owners.ask(ReadCampaignCosts, { id });
  }

  @ApiGet('performance', {
    id: 'getCampaignPerformance',
    summary: 'Read what a campaign brought and cost, by channel and by day',
    description:
      'Adds up what was observed of the campaign, of its channels and of its moves: tell each figure once. Without a span it is from the first to the last day of the campaign, or until now.',
    asks: ReadPerformance,
    answers: CampaignPerformanceResponse,
  })
  @ApiIds('id')
  performance(@Id() id: string, @Query() query: SpanQuery): Promise<CampaignPerformanceResponse> {
    return this.campaignPerformance.read(id, query);
  }
}
