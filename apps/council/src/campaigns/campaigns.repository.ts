import { Injectable } from '@nestjs/common';
import { TenantRepository, type Changes, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { CampaignEntity, ENDED_STATUSES, type CampaignStatus } from './campaign.entity';

/** What a decision of the saga was based on. */
export type SeenCampaign = Pick<CampaignEntity, 'id' | 'version' | 'stage'>;

@Injectable()
export class CampaignsRepository extends TenantRepository<CampaignEntity> {
  constructor() {
    super(CampaignEntity, { name: 'name' });
  }

  /**
   * Moves the saga on, if the campaign still is as it was seen. With a status goes what depends on it: when the campaign ended,
   * and that there is nothing to resume.
   * @returns whether it was; if not, nothing has changed, and the decision is to be made again.
   */
  async advance(
    tx: Transaction,
    { id, version, stage }: SeenCampaign,
    changes: Omit<Changes<CampaignEntity>, 'endedAt'>,
  ): Promise<boolean> {
    const set = {
      ...changes,
      ...(changes.status && changes.status !== 'paused' && { resumeStatus: null }),
      ...(changes.status && isEnded(changes.status) && { endedAt: () => 'coalesce(ended_at, now())' }),
      version: () => 'version + 1',
    } as QueryDeepPartialEntity<CampaignEntity>;
    const { affected } = await tx.update(CampaignEntity, this.where(tx, { id, version, stage }), set);
    return affected === 1;
  }
}

const isEnded = (status: CampaignStatus): boolean => (ENDED_STATUSES as readonly string[]).includes(status);
