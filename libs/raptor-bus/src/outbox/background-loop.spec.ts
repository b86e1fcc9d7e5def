import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '@raptor/testing';
import { BackgroundLoop, type Rest } from './background-loop';

const LONG: Rest = { leastMs: 0, mostMs: 3_600_000 };

describe('a loop in the background', () => {
  let loop: BackgroundLoop | undefined;

  afterEach(() => loop?.stop());

  const started = (round: () => Promise<Rest>, troubles: unknown[] = []): BackgroundLoop => {
    loop = new BackgroundLoop(round, (error) => troubles.push(error));
    loop.start();
    return loop;
  };

  it('rests until it is woken', async () => {
    let rounds = 0;
    const it = started(() => {
      rounds += 1;
      return Promise.resolve(LONG);
    });
    await eventually(() => expect(rounds).toBe(1));
    it.wake();
    await eventually(() => expect(rounds).toBe(2));
  });

  it('goes round again when it is woken in the middle of a round, and never twice at once', async () => {
    let rounds = 0;
    let running = 0;
    const it = started(async () => {
      rounds += 1;
      running += 1;
      expect(running).toBe(1);
      await after(20);
      running -= 1;
      return LONG;
    });
    it.wake();
    it.wake();
    await eventually(() => expect(rounds).toBe(2));
    await after(60);
    expect(rounds).toBe(2);
  });

  it('rests the least time though it is woken', async () => {
    let rounds = 0;
    const it = started(() => {
      rounds += 1;
      return Promise.resolve({ leastMs: 3_600_000, mostMs: 3_600_000 });
    });
    await eventually(() => expect(rounds).toBe(1));
    it.wake();
    await after(50);
    expect(rounds).toBe(1);
  });

  it('tries again what failed, and tells once until it works', async () => {
    const troubles: unknown[] = [];
    const outcomes = ['bad', 'bad', 'good', 'bad'];
    let rounds = 0;
    const it = started(() => {
      const outcome = outcomes[rounds];
      rounds += 1;
      return outcome === 'bad' ? Promise.reject(new Error(`round ${rounds}`)) : Promise.resolve(LONG);
    }, troubles);
    await eventually(() => expect(rounds).toBe(3));
    expect(troubles).toEqual([new Error('round 1')]);
    it.wake();
    await eventually(() => expect(troubles).toEqual([new Error('round 1'), new Error('round 4')]));
  });

  it('stops at once when it rests, and after the round when it works', async () => {
    let ended = false;
    const working = started(async () => {
      await after(30);
      ended = true;
      return LONG;
    });
    expect(working.isStopping).toBe(false);
    await working.stop();
    expect([ended, working.isStopping]).toEqual([true, true]);
    const resting = started(() => Promise.resolve({ leastMs: 3_600_000, mostMs: 3_600_000 }));
    await after(10);
    await resting.stop();
  });
});
