import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherLock, lockHolder } from './launcher-lock';
import { identify } from './process-identity';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const anotherProcess = (): ChildProcess =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
const end = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

describe('the lock of a launcher', () => {
  it('refuses a second launcher and tells who is there and where', () => {
    const first = LauncherLock.take(path('busy'));
    if (first.outcome !== 'taken') throw new Error('not taken');
    first.lock.announceGateway('http://127.0.0.1:3000');
    const second = LauncherLock.take(path('busy'));
    expect(second).toMatchObject({
      outcome: 'refused',
      holder: { pid: process.pid, gatewayUrl: 'http://127.0.0.1:3000' },
    });
    expect(statSync(path('busy')).mode & 0o077).toBe(0);
  });

  it('is free again after a release', () => {
    const first = LauncherLock.take(path('released'));
    if (first.outcome === 'taken') first.lock.release();
    expect(existsSync(path('released'))).toBe(false);
    expect(LauncherLock.take(path('released')).outcome).toBe('taken');
  });

  it('is taken over from a launcher that was killed', async () => {
    const other = anotherProcess();
    LauncherLock.take(path('killed'), other.pid);
    expect(lockHolder(path('killed'))?.pid).toBe(other.pid);
    await end(other);
    expect(lockHolder(path('killed'))).toBeUndefined();
    expect(LauncherLock.take(path('killed')).outcome).toBe('taken');
  });

  it('is taken over when the number of the dead launcher belongs to another program now', async () => {
    const other = anotherProcess();
    const stranger = { ...identify(other.pid ?? 0), born: 'long ago', startedAt: '' };
    writeFileSync(path('reused'), JSON.stringify(stranger));
    expect(LauncherLock.take(path('reused')).outcome).toBe('taken');
    await end(other);
  });

  it('is taken over when its file is damaged', () => {
    writeFileSync(path('damaged'), '{"pid": 12');
    expect(LauncherLock.take(path('damaged')).outcome).toBe('taken');
  });

  it('goes to exactly one of several that find a stale one at the same moment', async () => {
    writeFileSync(path('contested'), JSON.stringify({ pid: process.pid, born: 'long ago', startedAt: '' }));
    const script =
      `const { LauncherLock } = require(${JSON.stringify(join(__dirname, 'launcher-lock.ts'))});` +
      `process.stdin.once('data', () => { console.log(LauncherLock.take(${JSON.stringify(path('contested'))}).outcome); });` +
      `console.log('here'); process.stdin.on('end', () => process.exit());`;
    const rivals = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['-r', '@swc-node/register', '-e', script], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let told = '';
      child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
      return { child, here: once(child.stdout, 'data'), told: () => told };
    });
    await Promise.all(rivals.map(({ here }) => here));
    const answered = rivals.map(({ child }) => once(child.stdout, 'data'));
    for (const { child } of rivals) child.stdin.write('go\n');
    await Promise.all(answered);
    const gone = rivals.map(({ child }) => once(child, 'exit'));
    for (const { child } of rivals) child.stdin.end();
    await Promise.all(gone);
    const outcomes = rivals.map(({ told }) => told().trim().split('\n')[1]).sort();
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'taken']);
    expect(JSON.parse(readFileSync(path('contested'), 'utf8'))).toMatchObject({ born: expect.any(String) });
  }, 30_000);
});
