import { ClaimLoop } from './claim-loop';
import { broadcastDelivery, queryDelivery, workDelivery, type Deliver, type Invoke } from './delivery';
import type { RaptorBus } from './raptor-bus';
import { broadcastPlan, groupPlan } from './read-plans';
import { Slots } from './slots';
import type { StreamEntry } from './stream-entry';
import { StreamReader } from './stream-reader';
import { WorkingEntry } from './working-entry';

export type ChannelKind = 'work' | 'query' | 'broadcast';

/** Reads one channel and sees each entry through to its end. */
export class ChannelConsumer {
  private readonly slots: Slots;
  private readonly reader: StreamReader;
  private readonly claims: ClaimLoop | undefined;
  /** By stream and id: two lanes may have entries with the same id. */
  private readonly working = new Map<string, WorkingEntry>();
  private readonly deliver: Deliver;

  constructor(
    private readonly bus: RaptorBus,
    readonly channel: string,
    readonly kind: ChannelKind,
    private readonly invoke: Invoke,
  ) {
    const { options, keys, commands } = bus;
    const { service: group, instance: consumer, leaseMs } = options;
    const streams = keys.streams(channel);
    const deliver = (entry: StreamEntry): void => {
      this.handle(entry);
    };
    this.slots = new Slots(options.concurrency);
    this.deliver = {
      work: () => workDelivery(bus, channel, group),
      query: () => queryDelivery(bus, group),
      broadcast: () => broadcastDelivery,
    }[kind]();
    const windowMs = options.channels?.[channel]?.windowMs ?? 0;
    const plan =
      kind === 'broadcast'
        ? broadcastPlan({ channel, streams, windowMs, deliver })
        : groupPlan({ channel, streams, group, consumer, deliver });
    this.reader = new StreamReader(plan, this.slots, commands, options);
    if (kind !== 'work') return;
    this.claims = new ClaimLoop(commands, {
      streams,
      group,
      consumer,
      leaseMs,
      isMine: (stream, id) => this.working.has(keyOf({ stream, id })),
      untilFree: () => this.slots.untilFree(),
      deliver,
      trouble: (error) => options.observer?.trouble?.(`claiming on ${channel}`, error),
    });
  }

  get inFlight(): number {
    return this.slots.inUse;
  }

  start(): void {
    this.reader.start();
    this.claims?.start();
  }

  /** Takes nothing more; what it has goes on. */
  async stopReading(): Promise<void> {
    await Promise.all([this.claims?.stop(), this.reader.stop()]);
  }

  untilIdle(): Promise<void> {
    return this.slots.untilIdle();
  }

  /**
   * Tells every handler to stop and gives its work back at once, so that another replica need not wait for the lease;
   * the try does not count.
   */
  async abort(): Promise<void> {
    const working = [...this.working.values()];
    const givenBack = this.kind === 'work' ? working.map((work) => this.giveBack(work)) : [];
    for (const work of working) work.leave();
    await Promise.all(givenBack);
  }

  private async giveBack({ entry, envelope, begun }: WorkingEntry): Promise<void> {
    const { commands, keys, options } = this.bus;
    try {
      await Promise.all([
        begun && envelope && commands.hincrby(keys.attempts(this.channel, options.service), envelope.id, -1),
        commands.xclaim(entry.stream, options.service, options.instance, 0, entry.id, 'IDLE', 3_600_000, 'JUSTID'),
      ]);
    } catch (error) {
      options.observer?.trouble?.(`giving back on ${this.channel}`, error);
    }
  }

  private handle(entry: StreamEntry): void {
    const work = new WorkingEntry(entry, this.bus.options.leaseMs);
    this.working.set(keyOf(entry), work);
    void this.seeThrough(work).finally(() => {
      work.end();
      this.working.delete(keyOf(entry));
      this.slots.give();
    });
  }

  private async seeThrough(work: WorkingEntry): Promise<void> {
    await this.slots.acquire();
    if (work.signal.aborted) return;
    work.begun = true;
    const startedAt = performance.now();
    const name = this.bus.catalogue.find(work.envelope?.name ?? '')?.name ?? 'unknown';
    let failure: unknown;
    const outcome = await this.deliver(work, async (envelope, signal) => {
      try {
        return await this.invoke(envelope, signal);
      } catch (error) {
        failure = error;
        throw error;
      }
    }).catch((error: unknown) => {
      failure = error;
      return 'failed' as const;
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const error = outcome === 'dropped' ? undefined : failure;
    this.bus.options.observer?.handled?.(name, this.channel, outcome, seconds, error);
  }
}

const keyOf = ({ stream, id }: Pick<StreamEntry, 'stream' | 'id'>): string => `${stream} ${id}`;
