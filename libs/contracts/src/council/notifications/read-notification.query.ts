import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Notes that it was read; answered with the NotificationResponse that it has become. */
@RaptorMessage({ kind: 'query', name: 'council.notification.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadNotification {
  @Matches(ROW_ID) id!: string;
}
