import { chmodSync, mkdtempSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keeper } from '../tools/embedded-servers/keeper-client';
import { launchServer, type LaunchedServer } from '../tools/embedded-servers/launch-server';
import { planPostgres } from '../tools/embedded-servers/postgres';
import { planRedis } from '../tools/embedded-servers/redis';
import { obtainRedisBinary } from '../tools/embedded-servers/redis-binary';

export interface OwnServers {
  readonly redis: LaunchedServer;
  /** Only where it was asked for. */
  readonly postgres?: LaunchedServer;
  /** Ends them and removes their data. */
  stop(): Promise<void>;
}

/**
 * A Redis as the fleet's bus has it (AOF every second, evicts nothing) and, when asked for, a Postgres with every guarantee on, on free
 * ports of 127.0.0.1 with empty data. They end with this process, however it ends.
 */
export async function startOwnServers({ postgres = false } = {}): Promise<OwnServers> {
  const dataDir = await realpath(mkdtempSync(join(tmpdir(), 'raptor-bench-')));
  // As root the database runs as somebody else, who must get in here.
  chmodSync(dataDir, 0o755);
  await mkdir(join(dataDir, 'logs'));
  const keeper = Keeper.start(dataDir, join(dataDir, 'logs', 'keeper.log'));
  const folders = [dataDir];
  keeper.removeAtEnd(folders);
  const { env } = process;
  try {
    const binary = await obtainRedisBinary(env, console.error);
    const redis = await launchServer(
      await planRedis({ name: 'redis-bus', binary, dataDir, env, ephemeral: false }),
      keeper,
    );
    const onHome = (folder: string): void => {
      folders.push(folder);
      keeper.removeAtEnd(folders);
    };
    const options = { dataDir, env, ephemeral: false, onProgress: () => undefined, onHome };
    return {
      redis,
      postgres: postgres ? await launchServer(await planPostgres(options), keeper) : undefined,
      stop: () => keeper.stop(),
    };
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}
