import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { nowMs } from '../clock';
import type { OwnServers } from '../own-servers';
import { redisProcessorTime, treeProcessorTime } from '../processor-time';
import { WorkerProcess } from '../worker-process';
import { TABLES, type Place } from './contender';
import { CONTENDERS, type ContenderName } from './contenders';
import type { OutboxWorkerMethods } from './play';

type Worker = WorkerProcess<OutboxWorkerMethods>;

const CONCURRENCY = 64;
/** Jobs and domain rows of one transaction. */
export const BATCH = 100;
/** At a time. */
const TRANSACTIONS = 4;
/** How long a contender may take to close its connections. */
const CLOSED_WITHIN_MS = 10_000;

export interface Drain {
  readonly perSecond: number;
  /** Microseconds. */
  readonly cpuPerMessage: CpuParts;
  /** Handlers that ran again for an effect that was there already. */
  readonly repeated: number;
}

export interface CpuParts {
  readonly producer: number;
  readonly consumer: number;
  readonly postgres: number;
  readonly redis: number;
}

export const sumOf = ({ producer, consumer, postgres, redis }: CpuParts): number =>
  producer + consumer + postgres + redis;

/** The contenders' processes, which stay warm between rounds, and the servers they work on. */
export class Arena {
  private readonly admin: Client;
  private readonly redis: Redis;
  private readonly sides = new Map<ContenderName, { producer: Worker; consumer: Worker }>();
  private readonly postgres: { url: string; pid: number };
  private readonly redisUrl: string;
  private rounds = 0;

  constructor(servers: OwnServers) {
    if (!servers.postgres) throw new Error('This needs a Postgres');
    this.postgres = servers.postgres;
    this.admin = new Client({ connectionString: this.postgres.url });
    this.redis = new Redis(servers.redis.url);
    this.redisUrl = servers.redis.url;
  }

  async open(): Promise<{ postgres: string; redis: string }> {
    await this.admin.connect();
    const { rows } = await this.admin.query<{ server_version: string }>('SHOW server_version');
    const redis = /^redis_version:(\S+)/m.exec(await this.redis.info('server'))?.[1] ?? 'unknown';
    return { postgres: rows[0]?.server_version ?? 'unknown', redis };
  }

  /**
   * Enqueues `count` messages and waits until each has had its effect and nothing is left to do, on empty servers.
   * @throws Error when an effect is missing or is not what was enqueued.
   */
  async drain(name: ContenderName, count: number): Promise<Drain> {
    const place = await this.emptyPlace();
    const { producer, consumer } = this.processesOf(name);
    await producer.call('prepare', place);
    await producer.call('produce', place);
    await consumer.call('consume', place);
    // What was written to prepare is not written again in the middle of the measurement.
    await this.admin.query('CHECKPOINT');
    const before = await this.processorTime(producer, consumer);
    const startedAtMs = await producer.call('enqueue', { count, batch: BATCH, atOnce: TRANSACTIONS });
    const endedAtMs = await consumer.call('untilDone', count);
    while ((await producer.call('left', undefined)) > 0) await delay(20);
    const after = await this.processorTime(producer, consumer);
    const runs = await consumer.call('runs', undefined);
    await this.verify(place, count);
    await Promise.all([producer.call('close', undefined), consumer.call('close', undefined)]);
    await this.remove(place);
    return {
      perSecond: (count / (endedAtMs - startedAtMs)) * 1_000,
      cpuPerMessage: {
        producer: (after.producer - before.producer) / count,
        consumer: (after.consumer - before.consumer) / count,
        postgres: (after.postgres - before.postgres) / count,
        redis: (after.redis - before.redis) / count,
      },
      repeated: runs - count,
    };
  }

  async close(): Promise<void> {
    const processes = [...this.sides.values()].flatMap(({ producer, consumer }) => [producer, consumer]);
    await Promise.all(processes.map((process) => process.stop()));
    this.redis.disconnect();
    await this.admin.end();
  }

  private async verify({ postgresUrl }: Place, count: number): Promise<void> {
    const client = new Client({ connectionString: postgresUrl });
    await client.connect();
    const { rows } = await client.query<{ effects: string; right: string }>(
      'SELECT count(*) AS effects, count(*) FILTER (WHERE effects.payload = orders.payload) AS right FROM effects LEFT JOIN orders USING (id)',
    );
    await client.end();
    const [found] = rows;
    if (Number(found?.effects) !== count || Number(found?.right) !== count) {
      throw new Error(
        `${count} were enqueued, ${found?.effects} effects are there, ${found?.right} of them as enqueued`,
      );
    }
  }

  private async processorTime(producer: Worker, consumer: Worker): Promise<CpuParts> {
    return {
      producer: await producer.call('processorTime', undefined),
      consumer: await consumer.call('processorTime', undefined),
      postgres: treeProcessorTime(this.postgres.pid),
      redis: await redisProcessorTime(this.redis),
    };
  }

  private async emptyPlace(): Promise<Place> {
    await this.redis.flushall('SYNC');
    const prefix = `bench${++this.rounds}`;
    await this.admin.query(`CREATE DATABASE ${prefix}`);
    const url = new URL(this.postgres.url);
    url.pathname = `/${prefix}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    for (const statement of TABLES) await client.query(statement);
    await client.end();
    return { postgresUrl: url.href, redisUrl: this.redisUrl, prefix, concurrency: CONCURRENCY };
  }

  /** Waits for the last connection: who is cut off would take it for a failure. */
  private async remove({ prefix }: Place): Promise<void> {
    const until = nowMs() + CLOSED_WITHIN_MS;
    const open = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
    while ((await this.admin.query(open, [prefix])).rowCount !== 0) {
      if (nowMs() > until) throw new Error(`Connections to ${prefix} stay open`);
      await delay(20);
    }
    await this.admin.query(`DROP DATABASE ${prefix}`);
  }

  private processesOf(name: ContenderName): { producer: Worker; consumer: Worker } {
    const known = this.sides.get(name);
    if (known) return known;
    const made = {
      producer: new WorkerProcess<OutboxWorkerMethods>(CONTENDERS[name], [], `producer of ${name}`),
      consumer: new WorkerProcess<OutboxWorkerMethods>(CONTENDERS[name], [], `consumer of ${name}`),
    };
    this.sides.set(name, made);
    return made;
  }
}
