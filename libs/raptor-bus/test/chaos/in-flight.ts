import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { BusKeys, LANES } from '@raptor/raptor-bus';
import { SERVICES } from './database';
import { CHANNEL_NAMES, READERS } from './messages';
import type { SupervisedProcess } from './supervised-process';

const ASKED_AT_ONCE = 500;

/** An entry that was given to somebody. */
export interface PendingEntry {
  readonly stream: string;
  readonly group: string;
  readonly id: string;
}

/** One that has written or locked a row. */
export interface Transaction {
  readonly pid: number;
  readonly query: string;
}

/** Says what is under way right now: asks Redis and Postgres themselves, past the lines that the test cuts. */
export class InFlight {
  private readonly redis: Redis;
  private readonly streams: readonly { stream: string; channel: string; lane: number }[];

  constructor(
    redisUrl: string,
    private readonly pool: Pool,
    private readonly keys: BusKeys,
  ) {
    this.redis = new Redis(redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 1_000,
      retryStrategy: () => 50,
    });
    this.redis.on('error', () => undefined);
    this.streams = CHANNEL_NAMES.flatMap((channel) =>
      LANES.map((name, index) => ({ stream: keys.stream(channel, name), channel, lane: index + 1 })),
    );
  }

  get isRedisThere(): boolean {
    return this.redis.status === 'ready';
  }

  /** Work that a process has begun and not finished: entries it was given, and open transactions. */
  async of(process: SupervisedProcess): Promise<(PendingEntry | Transaction)[]> {
    const { role, service } = process.part;
    const [transactions, entries] = await Promise.all([
      this.transactionsOf(process.instance),
      role === 'consumer' ? this.entriesOf(service, process.instance) : [],
    ]);
    return [...transactions, ...entries];
  }

  /** Entries that a consumer was given and works on: what is put aside for a later try is not among them. Empty while Redis is away. */
  async entriesOf(group: string, consumer: string): Promise<PendingEntry[]> {
    const pipeline = this.redis.pipeline();
    for (const { stream } of this.streams) pipeline.call('XPENDING', stream, group, '-', '+', ASKED_AT_ONCE, consumer);
    for (const channel of CHANNEL_NAMES) pipeline.zrange(this.keys.retries(channel, group), '0', '-1');
    const replies = await this.replies(pipeline);
    const aside = CHANNEL_NAMES.map((channel, index) => ({
      channel,
      members: new Set((replies[this.streams.length + index] ?? []) as string[]),
    }));
    return this.streams.flatMap(({ stream, channel, lane }, index) => {
      const members = aside.find((each) => each.channel === channel)?.members;
      const pending = (replies[index] ?? []) as [id: string][];
      return pending.flatMap(([id]) => (members?.has(`${lane} ${id}`) ? [] : [{ stream, group, id }]));
    });
  }

  /** How many of them are not this consumer's any more. */
  async takenFrom(consumer: string, entries: readonly PendingEntry[]): Promise<number> {
    const pipeline = this.redis.pipeline();
    for (const { stream, group, id } of entries) pipeline.call('XPENDING', stream, group, id, id, 1, consumer);
    const replies = await this.replies(pipeline);
    return replies.filter((reply) => Array.isArray(reply) && reply.length === 0).length;
  }

  /** Entries that some consumer has been given and not acknowledged, over all groups. Undefined while Redis is away. */
  async pending(): Promise<number | undefined> {
    const asked = this.streams.flatMap(({ stream }) => READERS.map((group) => ({ stream, group })));
    const pipeline = this.redis.pipeline();
    for (const { stream, group } of asked) pipeline.xpending(stream, group);
    const replies = await this.replies(pipeline);
    if (replies.length === 0) return undefined;
    return replies.reduce<number>((sum, reply) => sum + Number((reply as [number] | undefined)?.[0] ?? 0), 0);
  }

  /** Rows that are in Redis and that not every reader has confirmed, over all outboxes. */
  async published(): Promise<number> {
    const counts = SERVICES.map(
      (service) => `SELECT count(*) AS count FROM ${service}.outbox_events WHERE state = 'published'`,
    );
    const { rows } = await this.pool.query<{ sum: number }>(
      `SELECT sum(count)::int AS sum FROM (${counts.join(' UNION ALL ')}) AS each`,
    );
    return rows[0]?.sum ?? 0;
  }

  close(): void {
    this.redis.disconnect();
  }

  private async transactionsOf(instance: string): Promise<Transaction[]> {
    const { rows } = await this.pool.query<Transaction>(
      'SELECT pid, query FROM pg_stat_activity WHERE application_name = $1 AND backend_xid IS NOT NULL',
      [instance],
    );
    return rows;
  }

  /** What Redis answered; undefined for what it refused (no such group yet), nothing at all while it is away. */
  private async replies(pipeline: ReturnType<Redis['pipeline']>): Promise<unknown[]> {
    const replies = (await pipeline.exec().catch(() => null)) ?? [];
    const isAway = replies.length > 0 && replies.every(([error]) => error && error.name !== 'ReplyError');
    return isAway ? [] : replies.map(([error, reply]) => (error ? undefined : reply));
  }
}
