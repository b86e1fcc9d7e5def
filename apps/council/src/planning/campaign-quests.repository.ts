import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { CampaignQuestEntity } from './campaign-quest.entity';

@Injectable()
export class CampaignQuestsRepository extends TenantRepository<CampaignQuestEntity> {
  constructor() {
    super(CampaignQuestEntity);
  }

  activeOf(tx: Transaction, campaignId: string): Promise<CampaignQuestEntity | null> {
    return tx.findOneBy(CampaignQuestEntity, this.where(tx, { campaignId, status: 'active' }));
  }

  /**
   * Makes it the plan that its campaign follows; the one before is superseded.
   * @throws AppError RESOURCE_NOT_FOUND
   */
  async activate(tx: Transaction, id: string): Promise<void> {
    const { campaignId } = await this.get(tx, id);
    // Two who activate at once take turns here; without, the second would not see what the first made active.
    const all = await tx.find(CampaignQuestEntity, {
      where: this.where(tx, { campaignId }),
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const other of all.filter((each) => each.status === 'active' && each.id !== id))
      await this.update(tx, other.id, { status: 'superseded' });
    await this.update(tx, id, { status: 'active' });
  }
}
