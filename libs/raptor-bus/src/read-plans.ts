import type { Redis } from 'ioredis';
import { BLOCK_MS } from './connection';
import type { Slots } from './slots';
import { entriesOf, type StreamEntry } from './stream-entry';
import type { ReadPlan } from './stream-reader';

/** One pass in this many looks at the lanes from the least urgent one up, so that none starves. */
const TURN_OF_THE_LEAST = 16;

export interface GroupReading {
  readonly channel: string;
  /** From the most to the least urgent. */
  readonly streams: readonly string[];
  readonly group: string;
  readonly consumer: string;
  deliver(entry: StreamEntry): void;
}

/**
 * Through a consumer group: one of its consumers gets an entry. Lanes are asked one after the other, because COUNT of a
 * read over several streams counts for each of them: neither the number of slots nor the order of the lanes would hold.
 */
export function groupPlan({ channel, streams, group, consumer, deliver }: GroupReading): ReadPlan {
  let pass = 0;
  const take = (redis: Redis, count: number, ...rest: (string | number)[]): Promise<unknown> =>
    redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count, ...rest);
  return {
    channel,
    prepare: async (redis) => {
      for (const stream of streams) await createGroup(redis, stream, group);
    },
    read: async (redis: Redis, slots: Slots) => {
      pass += 1;
      let found = false;
      for (const stream of pass % TURN_OF_THE_LEAST === 0 ? [...streams].reverse() : streams) {
        if (slots.free <= 0) return;
        for (const entry of entriesOf(await take(redis, slots.free, 'STREAMS', stream, '>'))) {
          found = true;
          deliver(entry);
        }
      }
      if (found) return;
      const anyLane = ['STREAMS', ...streams, ...streams.map(() => '>')];
      for (const entry of entriesOf(await take(redis, 1, 'BLOCK', BLOCK_MS, ...anyLane))) deliver(entry);
    },
  };
}

export interface BroadcastReading {
  readonly channel: string;
  readonly streams: readonly string[];
  /** How far back a new reader starts, in milliseconds. */
  readonly windowMs: number;
  deliver(entry: StreamEntry): void;
}

/** Without a group: every replica reads everything from its own position, which survives a lost connection. */
export function broadcastPlan({ channel, streams, windowMs, deliver }: BroadcastReading): ReadPlan {
  const start = `${Date.now() - windowMs}`;
  const last = new Map(streams.map((stream) => [stream, start]));
  return {
    channel,
    prepare: () => Promise.resolve(),
    read: async (redis, slots) => {
      const positions = [...last.keys(), ...last.values()];
      const reply = await redis.call('XREAD', 'COUNT', slots.free, 'BLOCK', BLOCK_MS, 'STREAMS', ...positions);
      for (const entry of entriesOf(reply)) {
        last.set(entry.stream, entry.id);
        deliver(entry);
      }
    },
  };
}

/** From 0, not from now: what was published before the first reader came is not skipped. */
async function createGroup(redis: Redis, stream: string, group: string): Promise<void> {
  try {
    await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error;
  }
}
