import { Injectable } from '@nestjs/common';
import { Database, type TransactionActor } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, LiveUpdates, type RaptorBusContext } from '@raptor/raptor-bus';
import { EventListeners, type HappenedEvent } from './event-listeners';
import type { LiveEvent } from './live-events';

const TELLER: TransactionActor = { type: 'system', id: 'live' };

/** Tells the sockets of all replicas of an event, and the other listeners. */
@Injectable()
export class EventTeller {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly updates: LiveUpdates,
    private readonly listeners: EventListeners,
  ) {}

  /**
   * The update goes out before the commit: whoever watches should not wait for the disk, and what has failed and is told again is left out, because
   * its id is in the backlog.
   */
  async tell(event: LiveEvent, payload: object, context: RaptorBusContext): Promise<void> {
    const { id, occurredAt: at } = context.envelope;
    const workspaceId = workspaceIn(context);
    const { type, group } = event;
    const data = event.dataOf(payload, context.envelope);
    const happened: HappenedEvent = { id, workspaceId, type, group, at, data };
    await this.database.withTenant(workspaceId, TELLER, (tx) =>
      this.inbox.once(tx, context, async () => {
        await this.updates.publish(workspaceId, { eventId: id, name: type, data: { at, group, data } });
        await this.listeners.tell(tx, happened);
      }),
    );
  }
}
