import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AgentHome } from '@raptor/contracts';

/** Where the memories of a guild are, and the keys with which its messages are sealed. */
export interface Addresses {
  readonly databaseUrl: string;
  readonly busKeys: string;
  readonly keyPrefix: string;
}

/** @throws Error that says what to set when neither the environment nor a running fleet says it. */
export function addressesOf(
  home: AgentHome,
  isNamed: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): Addresses {
  const folder = resolve(join(__dirname, '..', '..'), environment['RAPTOR_DIR'] ?? '.raptor');
  const run = read(join(folder, 'run.json')) as { postgres?: { roleUrls?: Partial<Record<AgentHome, string>> } };
  const secrets = read(join(folder, 'secrets.json')) as { busKeys?: string };
  // A role reaches one guild only: its URL says nothing of the others.
  const databaseUrl = (isNamed && environment['DATABASE_URL']) || run.postgres?.roleUrls?.[home];
  const busKeys = environment['BUS_KEYS'] ?? secrets.busKeys;
  if (!databaseUrl || !busKeys) {
    throw new Error(
      "No fleet: start one with `npm start`, or say --guild and set DATABASE_URL (of the guild's role) and BUS_KEYS.",
    );
  }
  return { databaseUrl, busKeys, keyPrefix: environment['REDIS_KEY_PREFIX'] ?? 'raptor' };
}

const read = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
