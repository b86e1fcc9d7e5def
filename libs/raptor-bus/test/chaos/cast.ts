import type { READERS } from './messages';

export type Role = 'producer' | 'relay' | 'consumer';

export type Service = 'sales' | (typeof READERS)[number];

/** A process of the test. */
export interface Part {
  readonly name: string;
  readonly role: Role;
  readonly service: Service;
  /** It runs a relay of its service's outbox beside what it does. */
  readonly relays: boolean;
}

const replicas = (count: number, part: Omit<Part, 'name'>): Part[] =>
  Array.from({ length: count }, (_value, index) => ({ ...part, name: `${part.service}-${part.role}-${index + 1}` }));

/**
 * `sales` takes orders; `packing` and `billing` both have an effect for each, and `packing` tells of parcels by an outbox
 * of its own. One producer has a relay in its process and one has none, beside a relay that does nothing else.
 */
export const CAST: readonly Part[] = [
  { name: 'sales-producer-1', role: 'producer', service: 'sales', relays: true },
  { name: 'sales-producer-2', role: 'producer', service: 'sales', relays: false },
  { name: 'sales-relay-1', role: 'relay', service: 'sales', relays: true },
  ...replicas(3, { role: 'consumer', service: 'packing', relays: true }),
  ...replicas(2, { role: 'consumer', service: 'billing', relays: false }),
];

/** What one life of a process is told when it starts. Plain data: it travels in the environment. */
export interface Directions {
  readonly part: Part;
  /** A name of its own in each life, as in the fleet. */
  readonly instance: string;
  readonly redisUrl: string;
  readonly postgresUrl: string;
  readonly keyPrefix: string;
  readonly seed: number;
  readonly leaseMs: number;
  /** Producers: messages a second, on average. */
  readonly perSecond: number;
}

/** The variable that carries {@link Directions}. */
export const DIRECTIONS = 'RAPTOR_CHAOS_DIRECTIONS';

/** Counted by the processes, told as it happens; what a process counted right before it was killed is missing. */
export interface Counts {
  /** Handed to Redis by a relay, again included. */
  published: number;
  /** Deliveries whose effect the inbox knew already. */
  absorbed: number;
  /** Put aside for another try. */
  retried: number;
  /** Finished by a process that had lost its lease. */
  lostLease: number;
}

/** What processes tell the test. */
export type Told = { readonly type: 'ready' } | { readonly type: 'counted'; readonly counts: Partial<Counts> };

/** What the test tells producers: to go on accepting, or not for now. */
export interface Order {
  readonly accept: boolean;
}
