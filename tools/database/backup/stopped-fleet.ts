import { Redis } from 'ioredis';
import { startServers, type RunningServer, type RunningServers } from '../../embedded-servers';
import { readLaunchRecord } from '../../launcher/launch-record';
import { LauncherLock } from '../../launcher/launcher-lock';
import { endLeftOvers } from '../../launcher/left-overs';
import { loadSecrets, type Secrets } from '../../launcher/secrets';
import { createStateFolder, writePrivateJson, type StateFolder } from '../../launcher/state-folder';
import { connectionUrl, databaseOf } from '../connection-url';
import { provisionDatabase } from '../provision';
import { connect } from '../session';
import { BackupError } from './backup-format';
import type { FleetDatabase } from './fleet-database';

/** In a server of our own, as `npm start` calls it. */
const DATABASE_NAME = 'raptorflow';

/**
 * The servers that `npm start` would use, without the services, until `close()`. What is missing is made: a cluster, the
 * database, roles, schemas. Nobody can start the fleet meanwhile.
 */
export async function startServersAlone(
  state: StateFolder,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<FleetDatabase> {
  createStateFolder(state);
  const taken = LauncherLock.take(state.lock);
  if (taken.outcome === 'refused') throw new BackupError(`${state.folder} is in use by process ${taken.holder.pid}.`);
  let servers: RunningServers | undefined;
  const close = async (): Promise<void> => {
    await servers?.stop();
    taken.lock.release();
  };
  try {
    await endLeftOvers(readLaunchRecord(state.launch));
    const secrets = await loadSecrets(state.secrets);
    servers = await startServers({ dataDir: state.folder, env: environment, onProgress: say });
    const { postgres } = servers;
    const ofOurOwn = postgres.origin === 'embedded' ? { database: DATABASE_NAME } : {};
    const { ownerUrl } = await provisionDatabase(postgres.url, secrets.database, ofOurOwn);
    const adminUrl = connectionUrl(postgres.url, { database: databaseOf(ownerUrl) });
    return { adminUrl, ownerUrl, close, afterRestore: afterRestore(state, secrets, servers, adminUrl) };
  } catch (error) {
    await close();
    throw error;
  }
}

function afterRestore(state: StateFolder, secrets: Secrets, servers: RunningServers, adminUrl: string) {
  return async (): Promise<string[]> => {
    const named = [];
    for (const server of [servers.redisBus, servers.redisCache]) if (!(await emptied(server))) named.push(server.name);
    return [
      ...(named.length > 0
        ? [
            `Before the next start: empty ${named.join(' and ')} (FLUSHDB), or what was sent after the backup takes effect.`,
          ]
        : ['Bus and cache were emptied: what was in them was newer than the backup.']),
      ...(await adoptDemoWorkspace(state, secrets, adminUrl)),
    ];
  };
}

/** A server that somebody else owns may hold other things, too. */
async function emptied({ origin, url }: RunningServer): Promise<boolean> {
  if (origin !== 'embedded') return false;
  const redis = new Redis(url);
  try {
    await redis.flushall();
    return true;
  } finally {
    redis.disconnect();
  }
}

/** With the secrets of another folder the next start would make a second demo workspace, and fail over its name. */
async function adoptDemoWorkspace(state: StateFolder, secrets: Secrets, adminUrl: string): Promise<string[]> {
  const admin = await connect(adminUrl);
  try {
    const { rows } = await admin.query<{ id: string }>(`SELECT id FROM gateway.workspaces WHERE slug = 'demo'`);
    const workspaceId = rows[0]?.id;
    if (!workspaceId || workspaceId === secrets.demo.workspaceId) return [];
    writePrivateJson(state.secrets, { ...secrets, demo: { ...secrets.demo, workspaceId } });
    return [
      `${state.secrets} is not of the fleet that was backed up: the demo account has its former password, everybody signs in again, and what`,
      'was sealed with keys of that file cannot be read. Put the former file in its place if you have it.',
    ];
  } finally {
    await admin.end();
  }
}
