import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from '../clock';
import { ownProcessorTime } from '../processor-time';
import { serve } from '../worker-process';
import { aBrief, type Brief } from './brief';
import type { Consumer, Contender, Place, Producer, Urgency, Witness } from './contender';
import { flood, pace } from './load';

/** Nobody sends a message twice: what has not come after this long will not come. */
const LOST_AFTER_MS = 5_000;

interface Count {
  readonly done: number;
  /** On {@link nowMs}'s clock: when the last one was done with. */
  readonly atMs: number;
}

interface Reception {
  readonly place: Place;
  /** Whether latencies are noted. */
  readonly timed?: boolean;
  /** What a handler waits for. */
  readonly workMs?: number;
}

let contender: Contender | undefined;
let producer: Producer | undefined;
let consumer: Consumer | undefined;
let done = 0;
let lastDoneAtMs = 0;
let awaited: { count: number; resolve(): void } | undefined;
let latencies: { urgency: Urgency; ms: number }[] = [];

const opened = <T>(side: T | undefined): T => {
  if (!side) throw new Error('not open');
  return side;
};

async function askOne(): Promise<void> {
  const brief = aBrief(nowMs());
  const answer = (await opened(producer).ask?.(brief)) as Partial<Brief> | undefined;
  if (answer?.id !== brief.id) throw new Error('that was not the answer');
}

async function untilNothingComes(): Promise<void> {
  for (let before = -1; before < done; await delay(LOST_AFTER_MS)) before = done;
}

const methods = {
  produce: async (place: Place): Promise<void> => {
    producer = await opened(contender).produce(place);
  },

  consume: async ({ place, timed = false, workMs }: Reception): Promise<void> => {
    done = 0;
    latencies = [];
    awaited = undefined;
    const witness: Witness = {
      begun: ({ sentAtMs }, urgency) => {
        if (timed) latencies.push({ urgency, ms: nowMs() - sentAtMs });
      },
      done: () => {
        done += 1;
        lastDoneAtMs = nowMs();
        if (done === awaited?.count) awaited.resolve();
      },
    };
    consumer = await opened(contender).consume(place, witness, workMs);
  },

  close: async (): Promise<void> => {
    await Promise.all([producer?.close(), consumer?.close()]);
    producer = consumer = undefined;
  },

  processorTime: (): number => ownProcessorTime(),

  /** Sends as fast as the contender takes it. */
  flood: ({ seconds, atOnce, bulk }: { seconds: number; atOnce: number; bulk: number }) => {
    const to = opened(producer);
    if (bulk === 1) return flood(seconds, atOnce, () => to.send(aBrief(nowMs())));
    return flood(seconds, atOnce, () => to.sendMany?.(Array.from({ length: bulk }, () => aBrief(nowMs()))), bulk);
  },

  /** Fills a lane. */
  fill: async ({ count, urgency }: { count: number; urgency: Urgency }): Promise<void> => {
    const to = opened(producer);
    for (let sent = 0; sent < count; sent += 500) {
      await Promise.all(Array.from({ length: 500 }, () => to.send(aBrief(nowMs()), urgency)));
    }
  },

  pace: ({ rate, seconds, urgency }: { rate: number; seconds: number; urgency: Urgency }) =>
    pace(rate, seconds, () => opened(producer).send(aBrief(nowMs()), urgency)),

  floodQuestions: ({ seconds, atOnce }: { seconds: number; atOnce: number }) => flood(seconds, atOnce, askOne),

  paceQuestions: ({ rate, seconds }: { rate: number; seconds: number }) => pace(rate, seconds, askOne),

  /** Waits until so many are done with, or until nothing has been done for a while. */
  untilDone: async (count: number): Promise<Count> => {
    const all = new Promise<void>((resolve) => (awaited = { count, resolve }));
    if (done < count) await Promise.race([all, untilNothingComes()]);
    const { settled } = opened(consumer);
    if (!settled) return { done, atMs: lastDoneAtMs };
    while (!(await settled())) await delay(1);
    return { done, atMs: nowMs() };
  },

  count: (): number => done,

  latencies: (urgency: Urgency): number[] =>
    latencies.filter((latency) => latency.urgency === urgency).map(({ ms }) => ms),
};

export type BusWorkerMethods = typeof methods;

/** Makes this process one that sends or receives through a contender, as the process that started it says. */
export function play(played: Contender): void {
  contender = played;
  serve(methods);
}
