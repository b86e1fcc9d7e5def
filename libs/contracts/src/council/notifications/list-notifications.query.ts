import { RaptorMessage } from '../../raptor-message';
import { NotificationsQuery } from './notification.dto';

/** Those of whoever asks and those of the whole workspace, but what has expired; answered with a NotificationPage. */
@RaptorMessage({ kind: 'query', name: 'council.notifications.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListNotifications extends NotificationsQuery {}
