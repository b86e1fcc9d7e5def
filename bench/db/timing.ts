import { percentile } from '../figures';
import { ownProcessorTime, treeProcessorTime } from '../processor-time';
import { interleaved } from '../rounds';

/** How many of the same at once. */
export const AT_ONCE = [1, 8] as const;
export type AtOnce = (typeof AT_ONCE)[number];

export type Operation = () => Promise<unknown>;

export interface Timing {
  readonly perSecond: number;
  /** Milliseconds of one operation. */
  readonly p50: number;
  readonly p95: number;
  /** Microseconds of processor time for each: this process and Postgres. */
  readonly cpu: { readonly client: number; readonly postgres: number };
}

/** One thing to be timed. Its name is its alone. */
export interface Timed {
  readonly name: string;
  readonly atOnce: AtOnce;
  readonly operation: Operation;
}

/** What is timed on which server, and for how long each time. */
export interface Stopwatch {
  readonly postgresPid: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly tell: (text: string) => void;
}

/** Every one of them once per round. Nothing counts until each has run: connections are open, code is compiled. */
export async function timeAll(
  timed: readonly Timed[],
  { postgresPid, seconds, rounds, tell }: Stopwatch,
): Promise<ReadonlyMap<string, readonly Timing[]>> {
  const byName = new Map(timed.map((each) => [each.name, each]));
  const during = async (name: string, forSeconds: number): Promise<Timing> => {
    const { atOnce, operation } = byName.get(name) as Timed;
    await repeat(operation, atOnce, times(atOnce));
    return time(operation, atOnce, forSeconds, postgresPid);
  };
  tell('warming up');
  for (const { name } of timed) await during(name, seconds / 2);
  return interleaved(rounds, [...byName.keys()], (name, round) => {
    tell(`round ${round + 1} of ${rounds}: ${name}`);
    return during(name, seconds);
  });
}

async function time(operation: Operation, atOnce: AtOnce, seconds: number, postgresPid: number): Promise<Timing> {
  const samples: number[] = [];
  // Looking at Postgres takes processor time, too, so the own is read last before and first after.
  const postgresBefore = treeProcessorTime(postgresPid);
  const clientBefore = ownProcessorTime();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const sampled = async (): Promise<void> => {
    const begunAt = performance.now();
    await operation();
    samples.push(performance.now() - begunAt);
  };
  await repeat(sampled, atOnce, () => performance.now() < until);
  const elapsedMs = performance.now() - startedAt;
  const clientUs = ownProcessorTime() - clientBefore;
  const postgresUs = treeProcessorTime(postgresPid) - postgresBefore;
  samples.sort((a, b) => a - b);
  return {
    perSecond: (samples.length / elapsedMs) * 1_000,
    p50: percentile(samples, 50),
    p95: percentile(samples, 95),
    cpu: { client: clientUs / samples.length, postgres: postgresUs / samples.length },
  };
}

/** So many lanes, in each one after another, while there is to be one more. */
export async function repeat(operation: Operation, atOnce: AtOnce, isOneMore: () => boolean): Promise<void> {
  const oneAfterAnother = async (): Promise<void> => {
    while (isOneMore()) await operation();
  };
  await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
}

/** True so many times. */
export function times(count: number): () => boolean {
  let left = count;
  return () => left-- > 0;
}

/** One of them, any. */
export const anyOf = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;
