import type { NotificationResponse } from '@raptor/contracts';
import type { NotificationEntity } from './notification.entity';

/** As one reader sees it. */
export const notificationResponse = (row: NotificationEntity, reader: string): NotificationResponse => ({
  id: row.id,
  is_shared: row.userId === null,
  type: row.type,
  title: row.title,
  body: row.body,
  link: row.link,
  priority: row.priority,
  read_at: readAtOf(row, reader)?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

function readAtOf({ readAt, readBy }: NotificationEntity, reader: string): Date | null {
  const theirs = readBy[reader];
  return readAt ?? (theirs === undefined ? null : new Date(theirs));
}
