import { spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { commandLineOf, endProcess, isAlive, parentOf, waitUntilGone, workingFolderOf } from './processes';

describe('looking at other processes', () => {
  async function aProcess(script: string): Promise<number> {
    const child = spawn(process.execPath, ['-e', `${script}; process.stdout.write('ready')`], {
      cwd: tmpdir(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return child.pid ?? 0;
  }

  it('knows where it works, what it was called with and whose child it is', async () => {
    const pid = await aProcess('setInterval(() => undefined, 1000)');
    expect(isAlive(pid)).toBe(true);
    expect(await workingFolderOf(pid)).toBe(await realpath(tmpdir()));
    expect(await commandLineOf(pid)).toContain('setInterval');
    if (process.platform === 'linux') expect(parentOf(pid)).toBe(process.pid);
    await endProcess(pid, 'SIGTERM', 5_000);
    expect(isAlive(pid)).toBe(false);
  });

  it('kills one that does not listen', async () => {
    const pid = await aProcess("process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)");
    expect(await waitUntilGone(pid, 50)).toBe(false);
    await endProcess(pid, 'SIGTERM', 100);
    expect(isAlive(pid)).toBe(false);
  });

  it('knows nothing of one that is gone', async () => {
    const pid = await aProcess('0');
    expect(await waitUntilGone(pid, 5_000)).toBe(true);
    expect(await workingFolderOf(pid)).toBeUndefined();
    expect(await commandLineOf(pid)).toBe('');
  });
});
