import { broadcastDelivery } from './broadcast-delivery';
import { ChannelConsumer } from './channel-consumer';
import { Crew } from './crew';
import type { Invoke } from './deliver';
import { broadcastPlan, groupPlan } from './read-plans';
import { WorkConsumer } from './work-consumer';
import type { DeadLetterStore } from '../dead-letters/dead-letter-store';
import { queryChannelOf } from '../keys';
import type { CatalogueEntry } from '../messages/catalogue';
import { ADDRESSED } from '../messages/message';
import { queryDelivery } from '../queries/query-delivery';
import type { RaptorBus } from '../raptor-bus';
import { Upkeep } from '../upkeep/upkeep';

export interface Consumption {
  readonly bus: RaptorBus;
  /** What this process has handlers for. */
  readonly messages: readonly CatalogueEntry[];
  readonly deadLetters: DeadLetterStore;
  readonly invoke: Invoke;
}

/** Everything one process reads: work of its service, queries to it, and broadcasts. */
export class Consumers {
  private readonly consumers: ChannelConsumer[];
  private readonly upkeep: Upkeep;
  /** What handles work beside these consumers joins it. */
  readonly crew = new Crew();
  /** Channels read through a consumer group. */
  readonly groupChannels: readonly string[];

  constructor(private readonly of: Consumption) {
    const { bus, messages } = of;
    const { catalogue, options } = bus;
    const work = catalogue.channelsReadBy(options.service);
    const queries = distinct(messages.filter(({ kind }) => kind === 'query').map((query) => this.channelOf(query)));
    const facts = distinct(messages.map(({ channel }) => channel).filter((channel) => catalogue.isBroadcast(channel)));
    this.groupChannels = [...work, ...queries];
    this.consumers = [
      ...work.map((channel) => this.workConsumer(channel)),
      ...queries.map((channel) => this.queryConsumer(channel)),
      ...facts.map((channel) => this.broadcastConsumer(channel)),
    ];
    this.upkeep = new Upkeep(bus, work);
  }

  get inFlight(): number {
    return this.consumers.reduce((sum, consumer) => sum + consumer.inFlight, 0);
  }

  start(): void {
    for (const consumer of this.consumers) consumer.start();
    this.upkeep.start();
  }

  async stopReading(): Promise<void> {
    this.upkeep.stop();
    await Promise.all(this.consumers.map((consumer) => consumer.stopReading()));
  }

  async untilIdle(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.untilIdle()));
  }

  async abort(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.abort()));
  }

  close(): void {
    for (const consumer of this.consumers) consumer.close();
  }

  /** A consumer that reads what is replayed into a group of its own; started and stopped by the caller, for whom it counts. */
  replayConsumer(channel: string, name: string, counts: { handled: number; dead: number }): WorkConsumer {
    const { bus, deadLetters, invoke } = this.of;
    return new WorkConsumer({
      bus,
      channel,
      group: name,
      streams: [bus.keys.replay(channel, name)],
      groups: [name],
      crew: this.crew,
      deadLetters: {
        bury: async (letter) => {
          await deadLetters.bury(letter);
          counts.dead += 1;
        },
      },
      invoke: async (work) => {
        await invoke(work);
        counts.handled += 1;
      },
    });
  }

  private workConsumer(channel: string): WorkConsumer {
    const { bus, deadLetters, invoke } = this.of;
    return new WorkConsumer({
      bus,
      channel,
      group: bus.options.service,
      streams: bus.keys.streams(channel),
      groups: bus.catalogue.groupsOf(channel),
      deadLetters,
      crew: this.crew,
      invoke,
    });
  }

  private queryConsumer(channel: string): ChannelConsumer {
    const { bus, invoke } = this.of;
    const { service: group, instance: consumer } = bus.options;
    const streams = bus.keys.streams(channel);
    return new ChannelConsumer({
      bus,
      channel,
      group,
      streams,
      invoke,
      deliver: queryDelivery(bus, channel),
      plan: (deliver) => groupPlan({ channel, streams, group, groups: [group], consumer, noAck: true, deliver }),
    });
  }

  private broadcastConsumer(channel: string): ChannelConsumer {
    const { bus, invoke } = this.of;
    const streams = bus.keys.streams(channel);
    const windowMs = bus.catalogue.settingsOf(channel).windowMs ?? 0;
    return new ChannelConsumer({
      bus,
      channel,
      group: bus.options.service,
      streams,
      invoke,
      deliver: broadcastDelivery(bus, channel),
      plan: (deliver) => broadcastPlan({ channel, streams, windowMs, deliver }),
    });
  }

  private channelOf({ channel }: CatalogueEntry): string {
    return channel === ADDRESSED ? queryChannelOf(this.of.bus.options.service) : channel;
  }
}

const distinct = (items: readonly string[]): string[] => [...new Set(items)];
