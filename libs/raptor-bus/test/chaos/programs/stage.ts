import 'reflect-metadata';
import { Pool } from 'pg';
import {
  describeFailure,
  pgDatabase,
  RaptorBus,
  RemoteFailureError,
  type BusObserver,
  type OutboxRelayOptions,
  type SqlDatabase,
} from '@raptor/raptor-bus';
import { DIRECTIONS, type Counts, type Directions, type Told } from '../cast';
import { CHANNELS, KEY_RING, MESSAGES } from '../messages';
import { SeededRandom } from '../seeded-random';

/** What every process of the test has. */
export interface Stage {
  readonly directions: Directions;
  readonly bus: RaptorBus;
  /** The schema of its service. */
  readonly database: SqlDatabase;
  readonly pool: Pool;
  readonly random: SeededRandom;
  count(what: keyof Counts): void;
  ready(): void;
}

/** Short times, so that what they are for happens within the test. */
export const RELAY_SETTINGS: OutboxRelayOptions = {
  pollMs: 100,
  batch: 100,
  admitted: 200,
  probeAfterMs: 3_000,
  claimAfterMs: 2_000,
};

const WORKSPACES = [1, 2, 3, 4, 5].map((number) => `00000000-0000-7000-8000-00000000000${number}`);

/** Sets a process up by its directions. It ends when the test does, however that ends. */
export function enterStage(): Stage {
  process.once('disconnect', () => process.exit());
  const directions = JSON.parse(process.env[DIRECTIONS] ?? '{}') as Directions;
  const { part, instance, postgresUrl, seed } = directions;
  const random = new SeededRandom(`${seed}/${instance}`);
  const pool = new Pool({ connectionString: postgresUrl, application_name: instance, max: 10 });
  pool.on('error', (error) => {
    note(`a connection to Postgres ended: ${error.message}`);
  });
  const count = counter();
  return {
    directions,
    bus: busOf(directions, random, count),
    database: pgDatabase(pool, part.service),
    pool,
    random,
    count,
    ready: () => {
      tell({ type: 'ready' });
    },
  };
}

function busOf(directions: Directions, random: SeededRandom, count: Stage['count']): RaptorBus {
  const { part, instance, redisUrl, keyPrefix, leaseMs } = directions;
  return new RaptorBus({
    url: redisUrl,
    keyPrefix,
    service: part.service,
    instance,
    messages: MESSAGES,
    channels: CHANNELS,
    keyRing: KEY_RING,
    leaseMs,
    maxAttempts: 5,
    retry: { firstMs: 200, longestMs: 1_000 },
    upkeepIntervalMs: 1_500,
    queryTimeoutMs: 1_000,
    commandTimeoutMs: 1_000,
    concurrency: 8,
    origin: () => ({
      workspaceId: WORKSPACES[random.between(0, WORKSPACES.length - 1)] ?? null,
      actor: { type: 'system', id: part.service },
    }),
    runWithin: (_envelope, fn) => fn(),
    describeFailure,
    reviveFailure: (failure) => new RemoteFailureError(failure),
    observer: noting(count),
  });
}

const noting = (count: Stage['count']): BusObserver => ({
  published: () => {
    count('published');
  },
  handled: (message, _channel, outcome, seconds, error) => {
    if (outcome === 'retried') count('retried');
    if (outcome === 'lost') count('lostLease');
    if (outcome !== 'done') note(`${message}: ${outcome} after ${seconds.toFixed(3)} s: ${String(error)}`);
  },
  connection: (state, error) => {
    note(`connection ${state}: ${error?.message ?? ''}`);
  },
  trouble: (text, error) => {
    note(`trouble ${text}: ${String(error)}`);
  },
});

/** Counts of one turn of the event loop go together. */
function counter(): Stage['count'] {
  let counts: Partial<Counts> | undefined;
  return (what) => {
    if (!counts) {
      setImmediate(() => {
        tell({ type: 'counted', counts: counts ?? {} });
        counts = undefined;
      });
    }
    counts ??= {};
    counts[what] = (counts[what] ?? 0) + 1;
  };
}

/** Into the log of this process. */
export const note = (text: string): void => void process.stdout.write(`${new Date().toISOString()} ${text}\n`);

function tell(told: Told): void {
  if (process.connected) process.send?.(told, undefined, undefined, () => undefined);
}
