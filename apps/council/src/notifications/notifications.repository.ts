import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { IsNull } from 'typeorm';
import { NotificationEntity } from './notification.entity';

@Injectable()
export class NotificationsRepository extends TenantRepository<NotificationEntity> {
  constructor() {
    super(NotificationEntity);
  }

  countUnread(tx: Transaction, userId: string): Promise<number> {
    return tx.countBy(NotificationEntity, this.where(tx, { userId, readAt: IsNull() }));
  }

  /** @returns false when this person has no such notification, or has read it before. */
  async markRead(tx: Transaction, id: string, userId: string): Promise<boolean> {
    const { affected } = await tx.update(NotificationEntity, this.where(tx, { id, userId, readAt: IsNull() }), {
      readAt: () => 'now()',
    });
    return affected === 1;
  }
}
