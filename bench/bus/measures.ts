import { percentile } from '../figures';
import { perMessage, type Arena, type ProcessorTime, type Sides } from './arena';
import type { ContenderName } from './contenders';

/** How long each part takes and how much it sends; `--quick` has small ones. */
export interface Extent {
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly latencyRate: number;
  readonly askRate: number;
  readonly lowWaiting: number;
}

export const CONCURRENCY = 64;

const BULK = 100;

export interface Throughput {
  readonly perSecond: number;
  /** Microseconds. */
  readonly cpuPerMessage: ProcessorTime;
  /** 0 to 1: of at most once, what arrived. */
  readonly arrived: number;
}

/** Not counted: connections are opened, scripts loaded and schemas compiled with the first messages. */
const LEAD_IN_SECONDS = 0.2;

/** Answers how many messages it was. */
async function leadIn({ producer, consumer }: Sides): Promise<number> {
  const { sent } = await producer.call('flood', { seconds: LEAD_IN_SECONDS, atOnce: CONCURRENCY, bulk: 1 });
  return (await consumer.call('untilDone', sent)).done;
}

/** From the first message sent until the last one was acknowledged. */
export function throughput(arena: Arena, name: ContenderName, seconds: number, bulk = false): Promise<Throughput> {
  return arena.round(name, async (sides) => {
    const { place, producer, consumer } = sides;
    await consumer.call('consume', { place });
    const already = await leadIn(sides);
    const before = await arena.processorTime(sides);
    // Of hundreds at once two may be outstanding: one is written while the other is made.
    const { sent, startedAtMs } = await producer.call('flood', {
      seconds,
      atOnce: bulk ? 2 : CONCURRENCY,
      bulk: bulk ? BULK : 1,
    });
    const { done, atMs } = await consumer.call('untilDone', already + sent);
    const after = await arena.processorTime(sides);
    const arrived = done - already;
    return {
      perSecond: (arrived / (atMs - startedAtMs)) * 1_000,
      cpuPerMessage: perMessage(before, after, arrived),
      arrived: arrived / sent,
    };
  });
}

export interface Latency {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** From just before sending to the first line of the handler, at a steady rate. */
export function latency(arena: Arena, name: ContenderName, { latencyRate, seconds }: Extent): Promise<Latency> {
  return arena.round(name, async (sides) => {
    const { place, producer, consumer } = sides;
    await consumer.call('consume', { place, timed: true });
    const already = await leadIn(sides);
    const { sent } = await producer.call('pace', { rate: latencyRate, seconds, urgency: 'normal' });
    await consumer.call('untilDone', already + sent);
    return latencyOf((await consumer.call('latencies', 'normal')).slice(already));
  });
}

/** Questions and their answers. */
export function answers(arena: Arena, name: ContenderName, seconds: number): Promise<Throughput> {
  return arena.round(name, async (sides) => {
    const { place, producer, consumer } = sides;
    await consumer.call('consume', { place });
    await producer.call('floodQuestions', { seconds: LEAD_IN_SECONDS, atOnce: CONCURRENCY });
    const before = await arena.processorTime(sides);
    const { sent, startedAtMs, endedAtMs } = await producer.call('floodQuestions', { seconds, atOnce: CONCURRENCY });
    const after = await arena.processorTime(sides);
    return {
      perSecond: (sent / (endedAtMs - startedAtMs)) * 1_000,
      cpuPerMessage: perMessage(before, after, sent),
      arrived: 1,
    };
  });
}

/** From asking to having the answer, at a steady rate. */
export function answerLatency(arena: Arena, name: ContenderName, { askRate, seconds }: Extent): Promise<Latency> {
  return arena.round(name, async ({ place, producer, consumer }) => {
    await consumer.call('consume', { place });
    await producer.call('floodQuestions', { seconds: LEAD_IN_SECONDS, atOnce: CONCURRENCY });
    const { latenciesMs } = await producer.call('paceQuestions', { rate: askRate, seconds });
    return latencyOf(latenciesMs);
  });
}

/** What a handler waits for while lanes are compared, in milliseconds. */
const WORK_MS = 1;
const HIGH_RATE = 200;

/** Of urgent messages, while at least so many others wait. */
export function urgentLatency(arena: Arena, name: ContenderName, { lowWaiting, seconds }: Extent): Promise<Latency> {
  return arena.round(name, async ({ place, producer, consumer }) => {
    // The surplus is what gets done meanwhile.
    const surplus = lowWaiting * 5;
    await producer.call('fill', { count: lowWaiting + surplus, urgency: 'low' });
    await consumer.call('consume', { place, timed: true, workMs: WORK_MS });
    const latencies: number[] = [];
    for (let slice = 0; slice < 10 && (await consumer.call('count', undefined)) < surplus; slice++) {
      await producer.call('pace', { rate: HIGH_RATE, seconds: seconds / 10, urgency: 'high' });
      latencies.splice(0, Infinity, ...(await consumer.call('latencies', 'high')));
    }
    return latencyOf(latencies);
  });
}

function latencyOf(latencies: readonly number[]): Latency {
  const sorted = [...latencies].sort((a, b) => a - b);
  return { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
}
