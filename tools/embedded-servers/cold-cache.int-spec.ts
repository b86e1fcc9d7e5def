import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startServers } from '.';
import { obtainRedisBinary } from './redis-binary';
import { foldersWithout } from './test/folders-without';
import { cleanEnvironment } from './test/launcher-process';

jest.setTimeout(180_000);

/** What a user's first start does; every later one only reads the cache. */
describe('a user whose cache folder is empty', () => {
  let root: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'raptorflow-cold-'));
    env = { ...cleanEnvironment(), XDG_CACHE_HOME: join(root, 'cache') };
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  it('gets all four servers, and finds them again without fetching', async () => {
    const told: string[] = [];
    const first = await startServers({
      dataDir: join(root, 'first'),
      env,
      ephemeral: true,
      onProgress: (text) => told.push(text),
    });
    await first.stop();
    const toldAgain: string[] = [];
    const second = await startServers({
      dataDir: join(root, 'second'),
      env,
      ephemeral: true,
      onProgress: (text) => toldAgain.push(text),
    });
    await second.stop();
    expect(told.filter((text) => text.includes('ready'))).toHaveLength(4);
    expect(toldAgain.filter((text) => text.includes('once'))).toEqual([]);
  });

  it('shares one Redis among clones that fetch it at the same moment, or tells both that none is to be had', async () => {
    const withoutRedis = {
      ...env,
      PATH: foldersWithout(env.PATH ?? '', ['redis-server', 'valkey-server']).join(delimiter),
    };
    const obtained = await Promise.allSettled([
      obtainRedisBinary(withoutRedis, () => undefined),
      obtainRedisBinary(withoutRedis, () => undefined),
    ]);
    const failures = obtained.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    if (failures.length === 0) {
      expect(await readdir(join(root, 'cache', 'raptorflow'))).toHaveLength(1);
    } else {
      expect(failures).toEqual([1, 2].map(() => expect.stringContaining('No Redis server to run.')));
    }
  });
});
