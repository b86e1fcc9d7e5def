import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer } from '@raptor/agent-kit';
import {
  ListNotifications,
  ReadNotification,
  type NotificationPage,
  type NotificationResponse,
} from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { notificationResponse } from './notification.mapper';
import { NotificationsRepository } from './notifications.repository';

/** What somebody is told: what is for them, and what is for everybody in the workspace. */
@Controller()
export class NotificationsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly notifications: NotificationsRepository,
  ) {}

  @OnQuery(ListNotifications)
  list(@Payload() asked: ListNotifications, @Ctx() context: RaptorBusContext): Promise<NotificationPage> {
    const reader = context.envelope.actor.id;
    const unread = asked.unread ?? false;
    return this.operations.read(context, async (tx) => ({
      ...(await pageAnswer(
        asked,
        (request) => this.notifications.listFor(tx, reader, { ...request, unread }),
        (row) => notificationResponse(row, reader),
      )),
      unread: await this.notifications.countUnread(tx, reader),
    }));
  }

  @OnQuery(ReadNotification)
  read(@Payload() { id }: ReadNotification, @Ctx() context: RaptorBusContext): Promise<NotificationResponse> {
    const reader = context.envelope.actor.id;
    return this.operations.change(context, async (tx) => {
      await this.notifications.markRead(tx, id, reader);
      const notification = await this.notifications.findFor(tx, id, reader);
      if (!notification) throw new AppError('RESOURCE_NOT_FOUND', `No ${id} among your notifications`);
      return { answer: notificationResponse(notification, reader) };
    });
  }
}
