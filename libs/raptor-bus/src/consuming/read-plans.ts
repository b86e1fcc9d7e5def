import type { Redis } from 'ioredis';
import { BLOCK_MS } from '../redis/connection';
import { entriesOf, type StreamEntry } from '../redis/stream-entry';

/** What there is room for. */
export interface Room {
  /** Slots that nothing has and nothing waits for; below zero when things wait. */
  free(): number;
  /** Entries of each lane that may wait beyond that. */
  ahead(): number;
  /** How many of a lane wait; lanes from the most urgent. */
  waitingIn(lane: number): number;
  /** Resolves when something ended. */
  untilChange(): Promise<void>;
}

/** How one kind of reading differs from another. */
export interface ReadPlan {
  readonly channel: string;
  /** Called when the streams or groups may not be there (first start, a new connection, Redis came back empty). */
  prepare(redis: Redis): Promise<void>;
  /** True when there is room to read. */
  hasRoom(room: Room): boolean;
  /** Reads and delivers; waits for something to come when there is nothing. */
  read(redis: Redis, room: Room): Promise<void>;
}

/** One pass in this many looks at the lanes from the least urgent one up, so that none starves. */
const TURN_OF_THE_LEAST = 16;

/** While a lane is full the others are waited for no longer than this, in milliseconds: then the full one may have room. */
const GLANCE_MS = 3;

export interface GroupReading {
  readonly channel: string;
  /** From the most to the least urgent. */
  readonly streams: readonly string[];
  readonly group: string;
  /** Every group of these streams: all exist before the first trim. */
  readonly groups: readonly string[];
  readonly consumer: string;
  /** Queries are dropped, not retried: nothing is pending. */
  readonly noAck?: boolean;
  deliver(entry: StreamEntry): void;
}

/**
 * Through a consumer group: one of its consumers gets an entry. Where handlers take long, nothing is taken that could
 * not begin at once, lane by lane, because COUNT of a read over several streams counts for each of them. Where they are
 * quick, all lanes are read at once and a little ahead.
 */
export function groupPlan({ channel, streams, group, groups, consumer, noAck, deliver }: GroupReading): ReadPlan {
  let pass = 0;
  const take = async (redis: Redis, count: number, blockMs: number, from: readonly string[]): Promise<boolean> => {
    const block = blockMs > 0 ? ['BLOCK', blockMs] : [];
    const how = [...(noAck ? ['NOACK'] : []), 'STREAMS', ...from, ...from.map(() => '>')];
    const reply = await redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count, ...block, ...how);
    const entries = entriesOf(reply, streams);
    for (const entry of entries) deliver(entry);
    return entries.length > 0;
  };
  const oneByOne = async (redis: Redis, room: Room): Promise<void> => {
    pass += 1;
    let found = false;
    for (const stream of pass % TURN_OF_THE_LEAST === 0 ? [...streams].reverse() : streams) {
      if (room.free() <= 0) return;
      found = (await take(redis, room.free(), 0, [stream])) || found;
    }
    if (!found) await take(redis, 1, BLOCK_MS, streams);
  };
  const allAtOnce = async (redis: Redis, room: Room, ahead: number): Promise<void> => {
    const withRoom = streams.filter((_stream, lane) => room.waitingIn(lane) <= ahead / 2);
    if (withRoom.length === 0) return room.untilChange();
    await take(redis, ahead, withRoom.length === streams.length ? BLOCK_MS : GLANCE_MS, withRoom);
  };
  return {
    channel,
    prepare: async (redis) => {
      for (const stream of streams) for (const each of groups) await createGroup(redis, stream, each);
    },
    hasRoom: (room) => room.free() > 0 || room.ahead() > 0,
    read: (redis, room) => {
      const ahead = room.ahead();
      return ahead > 0 ? allAtOnce(redis, room, ahead) : oneByOne(redis, room);
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
    hasRoom: (room) => room.free() > 0,
    read: async (redis, room) => {
      const positions = [...last.keys(), ...last.values()];
      const reply = await redis.call('XREAD', 'COUNT', room.free(), 'BLOCK', BLOCK_MS, 'STREAMS', ...positions);
      for (const entry of entriesOf(reply, streams)) {
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
