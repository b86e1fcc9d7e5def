import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { redisProcessorTime } from '../processor-time';
import { WorkerProcess } from '../worker-process';
import type { Place } from './contender';
import { CONTENDERS, type ContenderName } from './contenders';
import type { BusWorkerMethods } from './play';

type Worker = WorkerProcess<BusWorkerMethods>;

export interface Sides {
  readonly place: Place;
  readonly producer: Worker;
  readonly consumer: Worker;
}

/** Producers and consumers, a process each, that stay warm between rounds, and the Redis they meet at. */
export class Arena {
  private readonly redis: Redis;
  private readonly sides = new Map<ContenderName, { producer: Worker; consumer: Worker }>();
  private rounds = 0;

  constructor(
    private readonly redisUrl: string,
    private readonly concurrency: number,
  ) {
    this.redis = new Redis(redisUrl);
  }

  /** Lets a contender work on an empty Redis. Its connections are opened before and closed afterwards. */
  async round<T>(name: ContenderName, work: (sides: Sides) => Promise<T>): Promise<T> {
    await this.emptyRedis();
    const { redisUrl, concurrency } = this;
    const { producer, consumer } = this.processesOf(name);
    const place = { redisUrl, concurrency, prefix: `bench${++this.rounds}` };
    await producer.call('produce', place);
    try {
      return await work({ place, producer, consumer });
    } finally {
      await Promise.all([producer.call('close', undefined), consumer.call('close', undefined)]);
    }
  }

  /** Microseconds of processor time that producer, consumer and Redis have used so far. */
  async processorTime({ producer, consumer }: Sides): Promise<ProcessorTime> {
    const [ofProducer, ofConsumer, ofRedis] = await Promise.all([
      producer.call('processorTime', undefined),
      consumer.call('processorTime', undefined),
      redisProcessorTime(this.redis),
    ]);
    return { producer: ofProducer, consumer: ofConsumer, redis: ofRedis };
  }

  async redisVersion(): Promise<string> {
    return /^redis_version:(\S+)/m.exec(await this.redis.info('server'))?.[1] ?? 'unknown';
  }

  async close(): Promise<void> {
    const processes = [...this.sides.values()].flatMap(({ producer, consumer }) => [producer, consumer]);
    await Promise.all(processes.map((process) => process.stop()));
    this.redis.disconnect();
  }

  private processesOf(name: ContenderName): { producer: Worker; consumer: Worker } {
    const known = this.sides.get(name);
    if (known) return known;
    const [file, ...args] = CONTENDERS[name];
    const made = {
      producer: new WorkerProcess<BusWorkerMethods>(file, args, `producer of ${name}`),
      consumer: new WorkerProcess<BusWorkerMethods>(file, args, `consumer of ${name}`),
    };
    this.sides.set(name, made);
    return made;
  }

  /** Also begins the append-only file anew, and keeps Redis from doing so in the middle of somebody's turn. */
  private async emptyRedis(): Promise<void> {
    await this.redis.config('SET', 'auto-aof-rewrite-percentage', '0');
    await this.untilRewritten();
    await this.redis.flushall('SYNC');
    await this.redis.bgrewriteaof();
    await this.untilRewritten();
  }

  private async untilRewritten(): Promise<void> {
    const rewriting = /aof_rewrite_(in_progress|scheduled):1/;
    while (rewriting.test(await this.redis.info('persistence'))) await delay(5);
  }
}

export interface ProcessorTime {
  readonly producer: number;
  readonly consumer: number;
  readonly redis: number;
}

/** What was used between two readings, for each of `count` messages. */
export const perMessage = (before: ProcessorTime, after: ProcessorTime, count: number): ProcessorTime => ({
  producer: (after.producer - before.producer) / count,
  consumer: (after.consumer - before.consumer) / count,
  redis: (after.redis - before.redis) / count,
});

export const sumOf = ({ producer, consumer, redis }: ProcessorTime): number => producer + consumer + redis;
