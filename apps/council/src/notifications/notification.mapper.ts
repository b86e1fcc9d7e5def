import type { NotificationResponse } from '@raptor/contracts';
import type { NotificationEntity } from './notification.entity';

export const notificationResponse = (row: NotificationEntity): NotificationResponse => ({
  id: row.id,
  is_shared: row.userId === null,
  type: row.type,
  title: row.title,
  body: row.body,
  link: row.link,
  priority: row.priority,
  read_at: row.readAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});
