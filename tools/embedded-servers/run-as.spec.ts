import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReachableFor, parsePasswd } from './run-as';

describe('users of the system', () => {
  it('are read from /etc/passwd', () => {
    expect(parsePasswd('root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/:/sbin/nologin\n\n')).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'nobody', uid: 65534, gid: 65534 },
    ]);
  });
});

describe('whether a user can walk into a folder', () => {
  const stranger = { uid: 64_999, gid: 64_999 };
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'raptorflow-reach-'));
    await chmod(root, 0o755);
    await mkdir(join(root, 'a', 'b'), { recursive: true, mode: 0o755 });
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is so when every folder above lets them through', async () => {
    expect(await isReachableFor(stranger, join(root, 'a', 'b'))).toBe(true);
  });

  it('is not so when one above is closed', async () => {
    await chmod(join(root, 'a'), 0o700);
    expect(await isReachableFor(stranger, join(root, 'a', 'b'))).toBe(false);
  });

  it('is so for the owner of a folder that is closed to others', async () => {
    await chmod(join(root, 'a', 'b'), 0o700);
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(await isReachableFor(owner, join(root, 'a', 'b'))).toBe(true);
  });

  it('is not so when it does not exist', async () => {
    expect(await isReachableFor(stranger, join(root, 'nowhere'))).toBe(false);
  });
});
