import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { Equal, IsNull, MoreThan, Or, Raw, type FindOptionsWhere } from 'typeorm';
import { NotificationEntity } from './notification.entity';

/** Their own, and those of everybody. */
const of = (userId: string): FindOptionsWhere<NotificationEntity> => ({ userId: Or(Equal(userId), IsNull()) });

/** Of their own `read_at` says it, of those of everybody `read_by`. */
const unreadBy = (userId: string): FindOptionsWhere<NotificationEntity> => ({
  readAt: IsNull(),
  readBy: Raw((column) => `(${column} -> :reader) IS NULL`, { reader: userId }),
});

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
    return this.list(tx, request, { ...of(userId), ...current(), ...(unread && unreadBy(userId)) });
  }

  findFor(tx: Transaction, id: string, userId: string): Promise<NotificationEntity | null> {
    return tx.findOneBy(NotificationEntity, this.where(tx, { id, ...of(userId) }));
  }

  countUnread(tx: Transaction, userId: string): Promise<number> {
    return tx.countBy(NotificationEntity, this.where(tx, { ...of(userId), ...current(), ...unreadBy(userId) }));
  }

  /** @returns false when this person has no such notification, or it has been read before. */
  async markRead(tx: Transaction, id: string, userId: string): Promise<boolean> {
    const [, marked] = await tx.query<[unknown[], number]>(
      `UPDATE council.notifications SET
         read_at = CASE WHEN user_id IS NULL THEN read_at ELSE now() END,
         read_by = CASE WHEN user_id IS NULL THEN read_by || jsonb_build_object($3::text, now()) ELSE read_by END,
         updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND (user_id = $3::uuid OR user_id IS NULL)
         AND read_at IS NULL AND (read_by -> $3::text) IS NULL`,
      [workspaceOf(tx), id, userId],
    );
    return marked === 1;
  }
}

const current = (): FindOptionsWhere<NotificationEntity> => ({ expiresAt: Or(IsNull(), MoreThan(new Date())) });
