import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ListNotifications,
  NotificationPage,
  NotificationResponse,
  NotificationsQuery,
  ReadNotification,
} from '@raptor/contracts';
import { ApiGet, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';

@ApiTags('alerts')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('', {
    id: 'listNotifications',
    summary: 'List what you should know: your own notifications, and those of the workspace',
    description: 'What has expired is left out. Order: `created_at`.',
    asks: ListNotifications,
    answers: NotificationPage,
  })
  list(@Query() query: NotificationsQuery): Promise<NotificationPage> {
    return this.owners.ask(ListNotifications, query);
  }

  @ApiPut(':id/read', {
    id: 'readNotification',
    summary: 'Say that a notification was read',
    asks: ReadNotification,
    answers: NotificationResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<NotificationResponse> {
    return this.owners.ask(ReadNotification, { id });
  }
}
