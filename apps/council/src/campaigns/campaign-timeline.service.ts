import { Injectable } from '@nestjs/common';
import { pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import type { ListCampaignTimeline, TimelineStep } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { CampaignTimelineRepository } from './campaign-timeline.repository';
import { CampaignsRepository } from './campaigns.repository';

/** What happened on the way of a campaign. */
@Injectable()
export class CampaignTimelineService {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly timeline: CampaignTimelineRepository,
  ) {}

  async list(tx: Transaction, { id, ...page }: ListCampaignTimeline): Promise<PageAnswer<TimelineStep>> {
    await this.campaigns.get(tx, id);
    return pageAnswer(
      page,
      (request) => this.timeline.page(tx, id, request),
      (step) => step,
    );
  }
}
