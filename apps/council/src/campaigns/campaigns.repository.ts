import { Injectable } from '@nestjs/common';
import type { CampaignListQuery, CampaignStatus } from '@raptor/contracts';
import { TenantRepository, type Changes, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { ILike, Not } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { CampaignEntity, ENDED_STATUSES } from './campaign.entity';

/** What a decision of the saga was based on. */
export type SeenCampaign = Pick<CampaignEntity, 'id' | 'version' | 'stage'>;

export type CampaignsLike = Pick<CampaignListQuery, 'status' | 'objective_type' | 'q'>;

@Injectable()
export class CampaignsRepository extends TenantRepository<CampaignEntity> {
  constructor() {
    super(CampaignEntity, { name: 'name' });
  }

  /** Nobody else changes it until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, id: string): Promise<CampaignEntity> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await tx.findOne(CampaignEntity, { where: this.where(tx, { id }), lock })) ?? this.get(tx, id);
  }

  /** A page of those that are like this; of whichever status, but not archived unless that is asked for. */
  search(tx: Transaction, request: PageRequest, like: CampaignsLike): Promise<Page<CampaignEntity>> {
    const { status, objective_type: objectiveType, q } = like;
    return this.list(tx, request, {
      status: status ?? Not<CampaignStatus>('archived'),
      ...(objectiveType && { objectiveType }),
      ...(q && { name: ILike(`%${q.replace(/[\\%_]/g, '\\$&')}%`) }),
    });
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
