import type { Counts } from './cast';

export const FAULTS = [
  'kill -9 of a consumer',
  'kill -9 of a producer',
  'kill -9 of a relay',
  'Redis restarted with its memory',
  'Redis restarted without its last writes',
  'Redis restarted empty',
  'connections cut',
  'consumer stopped past its lease',
] as const;

export type FaultName = (typeof FAULTS)[number];

/** How often a fault was done, and how often it hit something in flight. */
export interface FaultCount {
  done: number;
  hit: number;
}

/** What was done to the processes, and what they told. */
export class Tally {
  readonly faults = Object.fromEntries(FAULTS.map((name) => [name, { done: 0, hit: 0 }])) as Record<
    FaultName,
    FaultCount
  >;
  readonly counts: Counts = { published: 0, absorbed: 0, retried: 0, lostLease: 0 };
  readonly accidents: string[] = [];

  fault(name: FaultName, inFlight: number): void {
    this.faults[name].done += 1;
    if (inFlight > 0) this.faults[name].hit += 1;
  }

  count(counts: Partial<Counts>): void {
    for (const name of Object.keys(counts) as (keyof Counts)[]) this.counts[name] += counts[name] ?? 0;
  }
}
