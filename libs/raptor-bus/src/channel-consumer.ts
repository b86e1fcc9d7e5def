import type { ChannelSettings, Outcome } from './options';
import { ClaimLoop } from './claim-loop';
import { broadcastDelivery, queryDelivery, workDelivery, type Deliver, type Invoke } from './delivery';
import { decode } from './envelope';
import type { RaptorBus } from './raptor-bus';
import { Slots } from './slots';
import { StreamReader, type ReadPlan } from './stream-reader';
import type { StreamEntry } from './stream-entry';
import type { Redis } from 'ioredis';

export type ChannelKind = 'work' | 'query' | 'broadcast';

/** Reads one channel and sees each entry through to its end. */
export class ChannelConsumer {
  private readonly slots: Slots;
  private readonly reader: StreamReader;
  private readonly claims: ClaimLoop | undefined;
  private readonly streams: string[];
  private readonly working = new Map<string, AbortController>();
  private readonly deliver: Deliver;

  constructor(
    private readonly bus: RaptorBus,
    readonly channel: string,
    readonly kind: ChannelKind,
    private readonly invoke: Invoke,
  ) {
    const { options, keys, commands } = bus;
    const group = options.service;
    this.streams = keys.streams(channel);
    this.slots = new Slots(options.concurrency);
    this.deliver = {
      work: () => workDelivery(bus, channel, group),
      query: () => queryDelivery(bus, group),
      broadcast: () => broadcastDelivery(bus),
    }[kind]();
    const plan = kind === 'broadcast' ? this.broadcastPlan() : this.groupPlan(group, options.instance);
    this.reader = new StreamReader(plan, this.slots, commands, options);
    if (kind === 'work') {
      this.claims = new ClaimLoop(commands, {
        streams: this.streams,
        group,
        consumer: options.instance,
        leaseMs: options.leaseMs,
        isMine: (id) => this.working.has(id),
        untilFree: () => this.slots.untilFree(),
        deliver: (entry) => {
          this.handle(entry);
        },
        trouble: (error) => options.observer?.trouble?.(`claiming on ${channel}`, error),
      });
    }
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
    this.claims?.stop();
    await this.reader.stop();
  }

  untilIdle(): Promise<void> {
    return this.slots.untilIdle();
  }

  /** Tells every handler to stop and gives its work back at once, so that another replica need not wait for the lease. */
  async abort(): Promise<void> {
    const { commands, options } = this.bus;
    for (const controller of this.working.values()) controller.abort(new Error('The process is leaving'));
    if (this.kind !== 'work') return;
    const ids = [...this.working.keys()];
    if (ids.length === 0) return;
    for (const stream of this.streams) {
      await commands
        .xclaim(stream, options.service, options.instance, 0, ...ids, 'IDLE', 3_600_000, 'JUSTID')
        .catch((error: unknown) => options.observer?.trouble?.(`giving back on ${this.channel}`, error));
    }
  }

  private handle(entry: StreamEntry): void {
    const { observer } = this.bus.options;
    const controller = new AbortController();
    const lease = setTimeout(() => {
      controller.abort(new Error('The lease of this message is over'));
    }, this.bus.options.leaseMs).unref();
    const startedAt = performance.now();
    const told = (outcome: Outcome, error?: unknown): void => {
      observer?.handled?.(nameOf(entry), this.channel, outcome, (performance.now() - startedAt) / 1_000, error);
    };
    const remember = async (...[envelope, signal]: Parameters<Invoke>): Promise<unknown> => {
      try {
        return await this.invoke(envelope, signal);
      } catch (error) {
        failure = error;
        throw error;
      }
    };
    let failure: unknown;
    this.slots.take();
    this.working.set(entry.id, controller);
    this.deliver(entry, remember, controller.signal)
      .then((outcome) => {
        told(outcome, failure);
      })
      .catch((error: unknown) => {
        told('failed', error);
      })
      .finally(() => {
        clearTimeout(lease);
        this.working.delete(entry.id);
        this.slots.give();
      });
  }

  private groupPlan(group: string, consumer: string): ReadPlan {
    return {
      channel: this.channel,
      command: (count, blockMs) => [
        'XREADGROUP',
        'GROUP',
        group,
        consumer,
        'COUNT',
        count,
        'BLOCK',
        blockMs,
        'STREAMS',
        ...this.streams,
        ...this.streams.map(() => '>'),
      ],
      prepare: async (redis) => {
        for (const stream of this.streams) await createGroup(redis, stream, group);
      },
      deliver: (entry) => {
        this.handle(entry);
      },
    };
  }

  private broadcastPlan(): ReadPlan {
    const settings: ChannelSettings | undefined = this.bus.options.channels?.[this.channel];
    const last = new Map<string, string>();
    return {
      channel: this.channel,
      command: (count, blockMs) => [
        'XREAD',
        'COUNT',
        count,
        'BLOCK',
        blockMs,
        'STREAMS',
        ...this.streams,
        ...this.streams.map((stream) => last.get(stream) ?? '0'),
      ],
      prepare: async () => {
        const start = `${Date.now() - (settings?.windowMs ?? 0)}`;
        for (const stream of this.streams) if (!last.has(stream)) last.set(stream, start);
        return Promise.resolve();
      },
      deliver: (entry) => {
        last.set(entry.stream, entry.id);
        this.handle(entry);
      },
    };
  }
}

/** From 0, not from now: what was published before the first reader came is not skipped. */
async function createGroup(redis: Redis, stream: string, group: string): Promise<void> {
  try {
    await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error;
  }
}

function nameOf(entry: StreamEntry): string {
  try {
    return decode(entry.text).name;
  } catch {
    return 'unknown';
  }
}
