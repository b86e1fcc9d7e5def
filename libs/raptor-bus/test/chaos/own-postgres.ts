import { chmodSync, mkdtempSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keeper } from '../../../../tools/embedded-servers/keeper-client';
import { launchServer } from '../../../../tools/embedded-servers/launch-server';
import { planPostgres } from '../../../../tools/embedded-servers/postgres';

export interface OwnPostgres {
  readonly url: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** An empty Postgres on a free port. It ends with this process, however that ends. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await realpath(mkdtempSync(join(tmpdir(), 'raptorflow-chaos-postgres-')));
  // As root the database runs as somebody else, who must get in here.
  chmodSync(dataDir, 0o755);
  await mkdir(join(dataDir, 'logs'));
  const keeper = Keeper.start(dataDir, join(dataDir, 'logs', 'keeper.log'));
  const folders = [dataDir];
  keeper.removeAtEnd(folders);
  const onHome = (folder: string): void => {
    folders.push(folder);
    keeper.removeAtEnd(folders);
  };
  try {
    const options = { dataDir, env: process.env, ephemeral: true, onProgress: () => undefined, onHome };
    const { url } = await launchServer(await planPostgres(options), keeper);
    return { url, stop: () => keeper.stop() };
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}
