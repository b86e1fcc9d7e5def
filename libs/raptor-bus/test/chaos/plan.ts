import { CAST, type Part, type Role } from './cast';
import { SeededRandom } from './seeded-random';

/** What Redis knows when it comes back. */
export type Memory = 'kept' | 'tail lost' | 'empty';

export type Fault =
  | { readonly kind: 'kill'; readonly target: string }
  | { readonly kind: 'restart Redis'; readonly memory: Memory; readonly downMs: number }
  | { readonly kind: 'cut connections'; readonly everyMs: number; readonly forMs: number }
  | { readonly kind: 'stop'; readonly target: string; readonly forMs: number };

export interface Step {
  /** Pause before it. */
  readonly afterMs: number;
  readonly fault: Fault;
}

/** How much of everything. */
export interface Size {
  /** Orders and parcels to accept at least. */
  readonly messages: number;
  readonly kills: number;
  readonly redisRestarts: Readonly<Record<Memory, number>>;
  readonly stops: number;
  readonly cutsForMs: number;
  /** Between two steps, in milliseconds. */
  readonly pauseMs: readonly [least: number, most: number];
  /** Messages a second of each producer. */
  readonly perSecond: number;
  /** A storm that takes longer has stopped somewhere; on a slow machine it takes several times its pauses. */
  readonly mayTakeMs: number;
  /** Until all must be at rest after it, in milliseconds. */
  readonly restWithinMs: number;
}

export interface Plan extends Size {
  readonly seed: number;
  readonly leaseMs: number;
  readonly steps: readonly Step[];
}

/** Minutes: what is promised before a release. */
export const LONG: Size = {
  messages: 8_000,
  kills: 104,
  redisRestarts: { kept: 2, 'tail lost': 2, empty: 2 },
  stops: 6,
  cutsForMs: 12_000,
  pauseMs: [900, 2_100],
  perSecond: 20,
  mayTakeMs: 900_000,
  restWithinMs: 120_000,
};

/** Seconds: part of every test run. */
export const SHORT: Size = {
  messages: 500,
  kills: 9,
  redisRestarts: { kept: 0, 'tail lost': 1, empty: 1 },
  stops: 1,
  cutsForMs: 2_000,
  pauseMs: [300, 900],
  perSecond: 25,
  mayTakeMs: 150_000,
  restWithinMs: 60_000,
};

const LEASE_MS = 2_500;
const CUT_EVERY_MS = 200;

/** Of ten kills. */
const SHARES: Readonly<Record<Role, number>> = { consumer: 6, producer: 2, relay: 2 };

/** Says what happens in which order; the same seed gives the same. */
export function planFrom(size: Size, seed: number): Plan {
  const random = new SeededRandom(seed);
  const kills = random.shuffled(killsOf(size.kills)).map((target): Fault => ({ kind: 'kill', target }));
  const restarts = random.shuffled(
    (Object.keys(size.redisRestarts) as Memory[]).flatMap((memory) =>
      Array.from({ length: size.redisRestarts[memory] }, (): Fault => ({
        kind: 'restart Redis',
        memory,
        downMs: random.between(200, 4_000),
      })),
    ),
  );
  const stops = Array.from({ length: size.stops }, (): Fault => ({
    kind: 'stop',
    target: random.pick(consumers).name,
    forMs: Math.round(LEASE_MS * (1.4 + random.next() * 0.8)),
  }));
  const cuts: Fault = { kind: 'cut connections', everyMs: CUT_EVERY_MS, forMs: size.cutsForMs };
  const faults = [restarts, stops, [cuts]].reduce((all, more) => spreadInto(all, more, random), kills);
  const steps = faults.map((fault) => ({ afterMs: random.between(...size.pauseMs), fault }));
  return { ...size, seed, leaseMs: LEASE_MS, steps };
}

const consumers = CAST.filter(({ role }) => role === 'consumer') as [Part, ...Part[]];

/** Each role has its share, and within a role each process the same. */
function killsOf(count: number): string[] {
  const total = SHARES.consumer + SHARES.producer + SHARES.relay;
  return (Object.keys(SHARES) as Role[]).flatMap((role) => {
    const parts = CAST.filter((part) => part.role === role);
    const share = Math.ceil((count * SHARES[role]) / total);
    return Array.from({ length: share }, (_value, index) => parts[index % parts.length]?.name ?? '');
  });
}

/** Puts some faults evenly, and a little by chance, among others. */
function spreadInto(all: readonly Fault[], more: readonly Fault[], random: SeededRandom): Fault[] {
  const result = [...all];
  const places = more.map((_fault, index) =>
    Math.floor(((index + 0.2 + random.next() * 0.6) / more.length) * all.length),
  );
  for (const [index, place] of [...places.entries()].reverse()) result.splice(place, 0, more[index] as Fault);
  return result;
}
