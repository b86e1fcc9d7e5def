import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from '../clock';

export interface Load {
  readonly sent: number;
  readonly startedAtMs: number;
  /** When the last one was accepted or answered. */
  readonly endedAtMs: number;
  /** From sending to being accepted or answered, in milliseconds; only of a paced load. */
  readonly latenciesMs: number[];
}

/** As many as go, `atOnce` of them outstanding at a time. `each` counts for `weight`. */
export async function flood(seconds: number, atOnce: number, each: () => unknown, weight = 1): Promise<Load> {
  const startedAtMs = nowMs();
  const until = startedAtMs + seconds * 1_000;
  let sent = 0;
  const sendOneAfterAnother = async (): Promise<void> => {
    while (nowMs() < until) {
      await each();
      sent += weight;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendOneAfterAnother));
  return { sent, startedAtMs, endedAtMs: nowMs(), latenciesMs: [] };
}

/** A steady rate, whatever the answers take. */
export async function pace(rate: number, seconds: number, each: () => unknown): Promise<Load> {
  const startedAtMs = nowMs();
  const latenciesMs: number[] = [];
  const outstanding = new Set<Promise<void>>();
  const timed = async (): Promise<void> => {
    const begun = nowMs();
    await each();
    latenciesMs.push(nowMs() - begun);
  };
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((nowMs() - startedAtMs) / 1_000) * rate));
    for (; sent < due; sent++) {
      const one = timed().finally(() => outstanding.delete(one));
      outstanding.add(one);
    }
    await delay(1);
  }
  await Promise.all(outstanding);
  return { sent: latenciesMs.length, startedAtMs, endedAtMs: nowMs(), latenciesMs };
}
