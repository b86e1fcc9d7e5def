import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import type { AttachCohort, CampaignCohortResponse, ListCampaignCohorts } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { CohortsRepository } from '../cohorts/cohorts.repository';
import { noSuchRow } from '../operations/constraints';
import { stateForbids } from '../operations/fields';
import { campaignCohortResponse } from './campaign.mapper';
import { isUntouched } from './campaign-rules';
import { CampaignCohortsRepository } from './campaign-cohorts.repository';
import { CampaignsRepository } from './campaigns.repository';

/** Whom a campaign speaks to. */
@Injectable()
export class CampaignCohortsService {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly cohorts: CohortsRepository,
    private readonly attached: CampaignCohortsRepository,
  ) {}

  async list(
    tx: Transaction,
    { id: campaignId, ...page }: ListCampaignCohorts,
  ): Promise<PageAnswer<CampaignCohortResponse>> {
    await this.campaigns.get(tx, campaignId);
    return pageAnswer(page, (request) => this.attached.list(tx, request, { campaignId }), campaignCohortResponse);
  }

  /** @throws AppError STATE_FORBIDS once work has begun, or when more than all of the campaign would be shared out. */
  async attach(tx: Transaction, { id: campaignId, ...asked }: AttachCohort): Promise<Changed<CampaignCohortResponse>> {
    const campaign = await this.campaigns.lock(tx, campaignId);
    if (!isUntouched(campaign))
      throw stateForbids(`Whom it speaks to is settled: it is ${campaign.status}, at the stage ${campaign.stage}`);
    if (!(await this.cohorts.find(tx, asked.cohort_id))) throw noSuchRow('cohort_id')();
    const id = uuidv7();
    const isAttached = await this.attached.attach(tx, {
      id,
      campaignId,
      cohortId: asked.cohort_id,
      allocationPercentage: asked.allocation_percentage,
      ...(asked.priority_rank !== undefined && { priorityRank: asked.priority_rank }),
      estimatedReach: asked.estimated_reach ?? null,
      conversionRate: asked.conversion_rate ?? null,
    });
    if (!isAttached)
      throw stateForbids('Its cohorts would have more than 100 % of it together', 'allocation_percentage');
    return {
      answer: campaignCohortResponse(await this.attached.get(tx, id)),
      audited: {
        action: 'campaign.cohort_attached',
        subjectType: 'campaign',
        subjectId: campaignId,
        detail: { cohort_id: asked.cohort_id, allocation_percentage: asked.allocation_percentage },
      },
    };
  }
}
