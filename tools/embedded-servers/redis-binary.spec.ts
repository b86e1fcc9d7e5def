import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPackagesFor, findRedisBinary, obtainRedisBinary } from './redis-binary';

describe('the package of a missing library', () => {
  it.each([
    ['libssl.so.3', 'libssl3'],
    ['libcrypto.so.3', 'libssl3'],
    ['libjemalloc.so.2', 'libjemalloc2'],
    ['liblua5.1.so.0', 'liblua5.1-0'],
    ['liblua5.1-cjson.so.0', 'lua-cjson'],
    ['libhiredis.so.0.14', 'libhiredis0.14'],
  ])('for %s is %s, or its 64-bit time variant', (library, name) => {
    expect(debianPackagesFor(library)).toEqual([name, `${name}t64`]);
  });
});

describe('finding a Redis server', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raptorflow-redis-'));
    env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const install = (program: string, answer: string): Promise<void> =>
    writeFile(join(folder, program), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });

  it('takes redis-server from PATH', async () => {
    await install('redis-server', 'Redis server v=7.2.4 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64');
    expect(await findRedisBinary(env)).toMatchObject({ product: 'Redis', version: '7.2.4', how: 'found on PATH' });
  });

  it('takes valkey-server where there is no redis-server', async () => {
    await install('valkey-server', 'Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64');
    expect(await findRedisBinary(env)).toMatchObject({ product: 'Valkey', version: '8.1.1' });
  });

  it('passes over one without XAUTOCLAIM', async () => {
    await install('redis-server', 'Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64');
    expect(await findRedisBinary(env)).toBeUndefined();
  });

  it('passes over one that does not run', async () => {
    await writeFile(join(folder, 'redis-server'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    expect(await findRedisBinary(env)).toBeUndefined();
  });

  it('names three ways to get one where there is none and none can be fetched', async () => {
    await expect(obtainRedisBinary(env, () => undefined)).rejects.toThrow(
      /No Redis server to run[^]*1\. install it[^]*2\. set REDIS_URL[^]*3\. run one in Docker/,
    );
  });
});
