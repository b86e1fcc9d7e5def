import { readFileSync } from 'node:fs';
import { refuseAfterInterruption } from '../database/former-schemas';
import { provisionDatabase, type ProvisionedDatabase } from '../database/provision';
import type { RunningServer } from '../embedded-servers';
import type { Secrets } from './secrets';
import { writePrivateJson } from './state-folder';

/** The database's name in a server of our own; in one from the environment it is the URL's. */
const DATABASE_NAME = 'raptorflow';
const DEMO_NAME = 'Demo';
const DEMO_SLUG = 'demo';

/** Which database was brought to which state; equality means that there is nothing to do. */
interface PreparedMark {
  /** Changes with the cluster and with the database: one that was dropped and made anew is another. */
  readonly database: string;
  /** Digest of the sources whose migrations ran. */
  readonly sources: string;
  readonly demoWorkspace: string;
}

export interface PrepareOptions {
  readonly server: RunningServer;
  readonly secrets: Secrets;
  readonly sources: string;
  readonly markFile: string;
  /** Called as soon as the roles exist: services may connect from then on, they wait for their migrations. */
  onProvisioned(database: ProvisionedDatabase): void;
  say(detail: string): void;
}

/**
 * Roles and schemas, then every service's migrations as the owner, then the demo workspace. Migrations and workspace are
 * looked at again only when the sources or the database have changed: loading TypeORM and every migration is the slowest part.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<ProvisionedDatabase> {
  const database = await provisionDatabase(
    options.server.url,
    options.secrets.database,
    options.server.origin === 'embedded' ? { database: DATABASE_NAME } : {},
  );
  // Before services may connect: what they wrote into empty tables would be lost.
  const identity = await databaseIdentity(database.ownerUrl);
  options.onProvisioned(database);
  const mark: PreparedMark = {
    database: identity,
    sources: options.sources,
    demoWorkspace: options.secrets.demo.workspaceId,
  };
  if (isMarked(options.markFile, mark)) return database;
  // Loaded only here, because they bring TypeORM and every migration along.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { migrateFleet } = require('../database/migrate-fleet') as typeof import('../database/migrate-fleet');
  const { seedWorkspace } =
    require('../../apps/gateway/src/seed-workspace') as typeof import('../../apps/gateway/src/seed-workspace');
  /* eslint-enable @typescript-eslint/no-require-imports */
  let migrations = 0;
  await migrateFleet(database.ownerUrl, (service, ran) => {
    migrations += ran.length;
    options.say(`${service} migrated`);
  });
  options.say('demo workspace');
  const { email, password, workspaceId, operator } = options.secrets.demo;
  const { created } = await seedWorkspace(database.roleUrls.gateway, {
    workspaceId,
    name: DEMO_NAME,
    slug: DEMO_SLUG,
    email,
    password,
    ...(operator && { operator }),
  });
  options.say(`${migrations} ${migrations === 1 ? 'migration' : 'migrations'}${created ? ', demo workspace' : ''}`);
  writePrivateJson(options.markFile, mark);
  return database;
}

/** @throws InterruptedRestoreError */
async function databaseIdentity(ownerUrl: string): Promise<string> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await refuseAfterInterruption(client);
    const { rows } = await client.query<{ identity: string }>(
      `SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid AS identity FROM pg_database WHERE datname = current_database()`,
    );
    return rows[0]?.identity ?? 'unknown';
  } finally {
    await client.end();
  }
}

function isMarked(markFile: string, mark: PreparedMark): boolean {
  try {
    return JSON.stringify(JSON.parse(readFileSync(markFile, 'utf8'))) === JSON.stringify(mark);
  } catch {
    return false;
  }
}
