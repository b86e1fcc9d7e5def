import { Injectable } from '@nestjs/common';
import { TenantRepository, type NewRow, type Transaction } from '@raptor/persistence';
import { CampaignCohortEntity } from './campaign-cohort.entity';
import { CampaignEntity } from './campaign.entity';

/** What a campaign can share out, in percent; and what rounding may add to it. */
const WHOLE = 100;
const ROUNDING = 0.001;

type NewCampaignCohort = NewRow<CampaignCohortEntity> &
  Pick<CampaignCohortEntity, 'campaignId' | 'cohortId' | 'allocationPercentage'>;

@Injectable()
export class CampaignCohortsRepository extends TenantRepository<CampaignCohortEntity> {
  constructor() {
    super(CampaignCohortEntity, { priority_rank: 'priorityRank' });
  }

  ofCampaign(tx: Transaction, campaignId: string): Promise<CampaignCohortEntity[]> {
    return tx.find(CampaignCohortEntity, {
      where: this.where(tx, { campaignId }),
      order: { priorityRank: 'ASC', id: 'ASC' },
    });
  }

  /** @returns false when the campaign's cohorts would then have more than all of it; nothing has changed. */
  async attach(tx: Transaction, cohort: NewCampaignCohort): Promise<boolean> {
    // Two who add at once take turns, so that each sees what the other has taken.
    await tx.findOne(CampaignEntity, {
      select: { id: true },
      where: { ...this.where(tx, {}), id: cohort.campaignId },
      lock: { mode: 'for_no_key_update' },
    });
    const others = this.where(tx, { campaignId: cohort.campaignId });
    const taken = (await tx.sum(CampaignCohortEntity, 'allocationPercentage', others)) ?? 0;
    if (taken + cohort.allocationPercentage > WHOLE + ROUNDING) return false;
    await this.insert(tx, cohort);
    return true;
  }
}
