import { Injectable } from '@nestjs/common';
import { Database, WorkspaceLanes, type TransactionActor, type Wish } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, LiveUpdates, type RaptorBusContext, type Received } from '@raptor/raptor-bus';
import { EventListeners, type HappenedEvent } from './event-listeners';
import type { LiveEvent } from './live-events';

const TELLER: TransactionActor = { type: 'system', id: 'live' };

/** An event, and the message that announced it. */
interface Announced extends Received {
  readonly event: HappenedEvent;
}

/** Tells the sockets of all replicas of an event, and the other listeners: what happens in a workspace while it does, all together. */
@Injectable()
export class EventTeller {
  private readonly lanes = new WorkspaceLanes<Announced, true>(
    (workspaceId, wishes) => this.tellAll(workspaceId, wishes),
    { together: 100 },
  );

  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly updates: LiveUpdates,
    private readonly listeners: EventListeners,
  ) {}

  /** Resolves when all have been told and that is committed. */
  async tell({ type, group, dataOf }: LiveEvent, payload: object, context: RaptorBusContext): Promise<void> {
    const { envelope, group: reader } = context;
    const workspaceId = workspaceIn(context);
    const data = dataOf(payload, envelope);
    const event = { id: envelope.id, workspaceId, type, group, at: envelope.occurredAt, data };
    await this.lanes.run(workspaceId, { event, envelope, group: reader });
  }

  /**
   * The updates go out before the commit: whoever watches should not wait for the disk, and what has failed and is told again is left out, because
   * its id is in the backlog.
   */
  private async tellAll(workspaceId: string, wishes: readonly Wish<Announced>[]): Promise<readonly true[]> {
    await this.database.withTenant(workspaceId, TELLER, async (tx) => {
      const news = await this.inbox.firsts(
        tx,
        wishes.map(({ item, within }) => ({ ...item, within })),
      );
      const events = news.map(({ event, within }) => ({ item: event, within }));
      await Promise.all(events.map(({ item }) => this.publish(item)));
      if (events.length > 0) await this.listeners.tell(tx, events);
    });
    return wishes.map(() => true);
  }

  private publish({ id, workspaceId, type, group, at, data }: HappenedEvent): Promise<unknown> {
    return this.updates.publish(workspaceId, { eventId: id, name: type, data: { at, group, data } });
  }
}
