import { chmodSync, mkdtempSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../../apps/gateway/src/identity/principal';
import { seedWorkspace } from '../../apps/gateway/src/seed-workspace';
import { newBusKey } from '../../tools/deploy/bus-key';
import { newSecretKey } from '../../tools/deploy/secret-key';
import { newSigningKey } from '../../tools/deploy/signing-key';
import { connect } from '../../tools/database/session';
import { startServers, type RunningServers } from '../../tools/embedded-servers';
import { FleetDatabases } from '../db/databases';
import { WorkerProcess } from '../worker-process';
import type { GatewayMethods } from './gateway';

const GATEWAY_FILE = join(__dirname, 'gateway.ts');

/** A replica of the gateway, in a process of its own. */
export interface Replica {
  readonly url: string;
  readonly process: WorkerProcess<GatewayMethods>;
}

/** Two replicas of the gateway on servers of their own that keep what they promise, and one member of one workspace. */
export class Stage {
  private constructor(
    readonly member: Principal,
    readonly replicas: readonly [Replica, Replica],
    private readonly servers: RunningServers,
    private readonly folder: string,
  ) {}

  static async set(): Promise<Stage> {
    const folder = await realpath(mkdtempSync(join(tmpdir(), 'raptor-bench-')));
    // As root the database runs as somebody else, who must get in here.
    chmodSync(folder, 0o755);
    const servers = await startServers({ dataDir: folder, env: withoutServers(process.env) });
    try {
      const databases = new FleetDatabases(servers.postgres.url);
      await databases.prepare();
      const database = await databases.copy('live');
      const workspaceId = uuidv7();
      const email = 'listener@bench.example';
      const seed = { workspaceId, name: 'Bench', slug: 'bench', email, password: 'a password for nobody' };
      await seedWorkspace(database.roleUrls.gateway, seed);
      const environment = environmentOf(servers, database.roleUrls.gateway);
      const replicas = await Promise.all([openReplica(environment), openReplica(environment)]);
      const id = await userIn(database.adminUrl, email);
      const member = { type: 'user', id, workspaceId, role: 'admin', scopes: [], membershipVersion: 1 } as const;
      return new Stage(member, replicas, servers, folder);
    } catch (error) {
      await servers.stop();
      throw error;
    }
  }

  async strike(): Promise<void> {
    for (const { process: replica } of this.replicas) {
      await replica.call('stop', undefined as never);
      await replica.stop();
    }
    await this.servers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function openReplica(environment: NodeJS.ProcessEnv): Promise<Replica> {
  const replica = new WorkerProcess<GatewayMethods>(GATEWAY_FILE, [], 'the gateway');
  return { process: replica, url: await replica.call('start', environment) };
}

function environmentOf({ redisBus, redisCache, chroma }: RunningServers, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PORT: '0',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    DATABASE_URL: databaseUrl,
    REDIS_BUS_URL: redisBus.url,
    REDIS_CACHE_URL: redisCache.url,
    CHROMA_URL: chroma.url,
    BUS_KEYS: KEYS.bus,
    SECRET_KEYS: KEYS.secrets,
    JWT_KEYS: KEYS.tokens,
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'no-reply@raptor.example',
    PUBLIC_URL: 'https://app.example',
    LIVE_SOCKETS_PER_USER: '1000',
    LIVE_SOCKETS_PER_WORKSPACE: '1000',
  };
}

const KEYS = { bus: newBusKey(), secrets: newSecretKey(), tokens: JSON.stringify([newSigningKey()]) };

async function userIn(adminUrl: string, email: string): Promise<string> {
  const admin = await connect(adminUrl);
  try {
    const { rows } = await admin.query<{ id: string }>('SELECT id FROM gateway.users WHERE email = $1', [email]);
    return rows[0]?.id ?? '';
  } finally {
    await admin.end();
  }
}

/** Servers that the caller's own fleet may use are none of a benchmark's. */
const withoutServers = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  DATABASE_URL: undefined,
  REDIS_URL: undefined,
  REDIS_BUS_URL: undefined,
  REDIS_CACHE_URL: undefined,
  CHROMA_URL: undefined,
});
