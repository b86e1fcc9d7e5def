import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { nowMs } from '../clock';
import { ownProcessorTime } from '../processor-time';
import { serve } from '../worker-process';
import type { Consumer, Contender, Order, Place, Producer } from './contender';

let contender: Contender;
let producer: Producer | undefined;
let consumer: Consumer | undefined;
let pool: Pool | undefined;
let done = 0;
let lastDoneAtMs = 0;
let awaited: { count: number; resolve(): void } | undefined;

const NOTE = 'Reminders go out by themselves, in the tone the customer knows, and stop the moment the money is there. ';

const anOrder = (number: number): Order => ({
  id: randomUUID(),
  payload: { number, customer: `customer-${number}`, totalMicroUsd: number * 1_000, note: NOTE.repeat(8) },
});

const methods = {
  prepare: (place: Place): Promise<void> => contender.prepare(place),

  produce: async (place: Place): Promise<void> => {
    producer = await contender.produce(place);
    pool = new Pool({ connectionString: place.postgresUrl, max: 1 });
  },

  consume: async (place: Place): Promise<void> => {
    done = 0;
    awaited = undefined;
    consumer = await contender.consume(place, () => {
      done += 1;
      lastDoneAtMs = nowMs();
      if (done === awaited?.count) awaited.resolve();
    });
  },

  /** Several transactions at a time, as several requests would. */
  enqueue: async ({ count, batch, atOnce }: { count: number; batch: number; atOnce: number }): Promise<number> => {
    const startedAtMs = nowMs();
    let begun = 0;
    const oneAfterAnother = async (): Promise<void> => {
      while (begun < count) {
        const orders = Array.from({ length: batch }, () => anOrder(begun++));
        await producer?.enqueue(orders);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
    return startedAtMs;
  },

  /** When the last of so many effects was committed. */
  untilDone: async (count: number): Promise<number> => {
    if (done < count) await new Promise<void>((resolve) => (awaited = { count, resolve }));
    return lastDoneAtMs;
  },

  runs: (): number => done,

  left: async (): Promise<number> => (pool ? contender.left(pool) : 0),

  processorTime: (): number => ownProcessorTime(),

  close: async (): Promise<void> => {
    await Promise.all([producer?.close(), consumer?.close(), pool?.end()]);
    producer = consumer = pool = undefined;
  },
};

export type OutboxWorkerMethods = typeof methods;

/** Makes this process one that enqueues or handles through a contender, as the process that started it says. */
export function play(played: Contender): void {
  contender = played;
  serve(methods);
}
