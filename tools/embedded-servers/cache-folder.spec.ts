import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, claimPrivateFolder, installOnce } from './cache-folder';

describe('the cache folder', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'raptorflow-cache-'));
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is below XDG_CACHE_HOME, else below the home', async () => {
    expect(await cacheFolder({ XDG_CACHE_HOME: join(root, 'xdg'), HOME: root })).toBe(join(root, 'xdg', 'raptorflow'));
    expect(await cacheFolder({ HOME: root })).toBe(join(root, '.cache', 'raptorflow'));
  });

  it('is one in the temporary folder for a user without a usable home', async () => {
    await writeFile(join(root, 'file'), '');
    const folder = await cacheFolder({ HOME: join(root, 'file') });
    expect(folder.startsWith(tmpdir())).toBe(true);
    await rm(folder, { recursive: true });
  });

  it('shows nothing half-made, and one result to all who install at once', async () => {
    const target = join(root, 'program');
    const install = (who: string): Promise<string> =>
      installOnce(target, async (workplace) => {
        await mkdir(workplace);
        await writeFile(join(workplace, 'part-1'), who);
        expect(await readdir(target).catch(() => 'absent')).not.toEqual(['part-1']);
        await writeFile(join(workplace, 'part-2'), who);
      });
    await Promise.all(['a', 'b', 'c'].map(install));
    expect(await readdir(root)).toEqual(['program']);
    expect(await readFile(join(target, 'part-1'), 'utf8')).toBe(await readFile(join(target, 'part-2'), 'utf8'));
  });

  it('leaves nothing behind when installing fails', async () => {
    const failing = installOnce(join(root, 'program'), async (workplace) => {
      await writeFile(workplace, 'half');
      throw new Error('no space');
    });
    await expect(failing).rejects.toThrow('no space');
    expect(await readdir(root)).toEqual([]);
  });

  it('trusts no folder to which others may write', async () => {
    const open = join(root, 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    await expect(claimPrivateFolder(open, 0o755)).rejects.toThrow('writable by others');
  });
});
