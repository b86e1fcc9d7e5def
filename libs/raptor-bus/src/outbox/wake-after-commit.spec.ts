import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '@raptor/testing';
import { WakeAfterCommit } from './wake-after-commit';

describe('waking after a commit that cannot be seen', () => {
  it('happens soon after a write and once more, for commits that take longer', async () => {
    const commits = new WakeAfterCommit();
    let wakes = 0;
    commits.onWake(() => (wakes += 1));
    commits.written();
    expect(wakes).toBe(0);
    await eventually(() => expect(wakes).toBe(2));
    await after(80);
    expect(wakes).toBe(2);
  });

  it('is shared by many writes, and follows the last of them', async () => {
    const commits = new WakeAfterCommit();
    let wakes = 0;
    commits.onWake(() => (wakes += 1));
    for (let writes = 0; writes < 1_000; writes += 1) commits.written();
    await eventually(() => expect(wakes).toBeGreaterThanOrEqual(2));
    await after(80);
    expect(wakes).toBe(3);
  });

  it('stops with the listener', async () => {
    const commits = new WakeAfterCommit();
    let wakes = 0;
    const stop = commits.onWake(() => (wakes += 1));
    commits.wake();
    expect(wakes).toBe(1);
    stop();
    commits.written();
    commits.wake();
    await after(60);
    expect(wakes).toBe(1);
  });
});
