import { Injectable } from '@nestjs/common';
import type { Transaction, Wish } from '@raptor/persistence';
import type { LiveGroup } from './live-events';

/** Something that happened in a workspace, as the world outside hears of it. */
export interface HappenedEvent {
  /** Of the message that announced it: the same however often it comes. */
  readonly id: string;
  readonly workspaceId: string;
  /** Such as `campaign.created`; see `LIVE_EVENTS`. */
  readonly type: string;
  readonly group: LiveGroup;
  /** When it happened: ISO 8601, UTC. */
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Runs in the transaction, of the events' workspace, that notes them as handled; what it throws undoes that, and the events come again. What it
 * sends on account of one of them is sent `within` it.
 */
export type EventListener = (tx: Transaction, events: readonly Wish<HappenedEvent>[]) => Promise<void>;

/** Who else wants to know of events: each event is told once, in one replica. */
@Injectable()
export class EventListeners {
  private readonly listeners: EventListener[] = [];

  /** Before the application listens: who comes later misses what was told before. */
  register(listener: EventListener): void {
    this.listeners.push(listener);
  }

  async tell(tx: Transaction, events: readonly Wish<HappenedEvent>[]): Promise<void> {
    for (const listener of this.listeners) await listener(tx, events);
  }
}
