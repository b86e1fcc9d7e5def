import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MESSAGES, schemaOf, type ServiceKey } from '@raptor/contracts';
import { busChannels, keyRing } from '@raptor/platform';
import { describeFailure, pgDatabase, PostgresDeadLetters, RaptorBus, RemoteFailureError } from '@raptor/raptor-bus';
import { Pool } from 'pg';

export interface OpenedLetters {
  readonly letters: PostgresDeadLetters;
  close(): Promise<void>;
}

/**
 * The dead letters of a service, for a program beside it.
 * @throws Error that says what to set when neither the environment nor a running fleet names a database.
 */
export function lettersOf(service: ServiceKey, environment: NodeJS.ProcessEnv = process.env): OpenedLetters {
  const { databaseUrl, keys } = addressesOf(environment);
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  // Never connected: it knows the messages and the keys.
  const bus = new RaptorBus({
    url: 'redis://127.0.0.1',
    keyPrefix: environment['REDIS_KEY_PREFIX'] ?? 'raptor',
    service,
    instance: 'dead-letters',
    messages: MESSAGES,
    channels: busChannels(30_000),
    keyRing: keyRing('keys of the bus').parse(keys),
    leaseMs: 30_000,
    maxAttempts: 1,
    queryTimeoutMs: 1_000,
    commandTimeoutMs: 1_000,
    concurrency: 1,
    origin: () => ({ workspaceId: null, actor: { type: 'system', id: 'dead-letters' } }),
    runWithin: (_envelope, fn) => fn(),
    describeFailure,
    reviveFailure: (failure) => new RemoteFailureError(failure),
  });
  const letters = new PostgresDeadLetters(bus, pgDatabase(pool, schemaOf(service)));
  return {
    letters,
    close: async () => {
      await bus.close();
      await pool.end();
    },
  };
}

function addressesOf(environment: NodeJS.ProcessEnv): { databaseUrl: string; keys: string } {
  const folder = resolve(join(__dirname, '..', '..'), environment['RAPTOR_DIR'] ?? '.raptor');
  const run = read(join(folder, 'run.json')) as { postgres?: { ownerUrl?: string } };
  const secrets = read(join(folder, 'secrets.json')) as { busKeys?: string };
  const databaseUrl = environment['DATABASE_URL'] ?? run.postgres?.ownerUrl;
  const keys = environment['BUS_KEYS'] ?? secrets.busKeys;
  if (!databaseUrl || !keys) {
    throw new Error("No fleet: start one with `npm start`, or set DATABASE_URL (of the service's role) and BUS_KEYS.");
  }
  return { databaseUrl, keys };
}

const read = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
