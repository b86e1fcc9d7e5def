import { Injectable } from '@nestjs/common';
import { TenantRepository, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { Equal, IsNull, MoreThan, Or, type FindOptionsWhere } from 'typeorm';
import { NotificationEntity } from './notification.entity';

/** Their own, and those of everybody. */
const of = (userId: string): FindOptionsWhere<NotificationEntity> => ({ userId: Or(Equal(userId), IsNull()) });

@Injectable()
export class NotificationsRepository extends TenantRepository<NotificationEntity> {
  constructor() {
    super(NotificationEntity);
  }

  /** What this person should know, but what is of no interest any more. */
  listFor(
    tx: Transaction,
    userId: string,
    { unread, ...request }: PageRequest & { readonly unread: boolean },
  ): Promise<Page<NotificationEntity>> {
    return this.list(tx, request, { ...of(userId), ...current(), ...(unread && { readAt: IsNull() }) });
  }

  findFor(tx: Transaction, id: string, userId: string): Promise<NotificationEntity | null> {
    return tx.findOneBy(NotificationEntity, this.where(tx, { id, ...of(userId) }));
  }

  countUnread(tx: Transaction, userId: string): Promise<number> {
    return tx.countBy(NotificationEntity, this.where(tx, { ...of(userId), ...current(), readAt: IsNull() }));
  }

  /** @returns false when this person has no such notification, or it has been read before. */
  async markRead(tx: Transaction, id: string, userId: string): Promise<boolean> {
    const { affected } = await tx.update(NotificationEntity, this.where(tx, { id, ...of(userId), readAt: IsNull() }), {
      readAt: () => 'now()',
    });
    return affected === 1;
  }
}

const current = (): FindOptionsWhere<NotificationEntity> => ({ expiresAt: Or(IsNull(), MoreThan(new Date())) });
