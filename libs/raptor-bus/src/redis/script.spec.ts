import type { Redis } from 'ioredis';
import { Script } from './script';

const noScript = (): Error => new Error('NOSCRIPT No matching script. Please use EVAL.');

describe('a script', () => {
  it('is sent by its hash, and in full where Redis does not know it yet', async () => {
    const sent: unknown[][] = [];
    let known = false;
    const redis = {
      evalsha: async (...args: unknown[]) => {
        sent.push(['evalsha', ...args]);
        if (!known) throw noScript();
        return Promise.resolve(7);
      },
      eval: async (...args: unknown[]) => {
        sent.push(['eval', ...args]);
        known = true;
        return Promise.resolve(7);
      },
    } as unknown as Redis;
    const script = new Script('return 7');
    expect(await script.run(redis, ['a', 'b'], [1])).toBe(7);
    expect(await script.run(redis, ['a', 'b'], [2])).toBe(7);
    expect(sent.map(([command]) => command)).toEqual(['evalsha', 'eval', 'evalsha']);
    expect(sent[0]?.slice(2)).toEqual([2, 'a', 'b', 1]);
    expect(sent[1]?.slice(1)).toEqual(['return 7', 2, 'a', 'b', 1]);
    expect(sent[0]?.[1]).toMatch(/^[0-9a-f]{40}$/);
  });

  it('that fails is not run again', async () => {
    const evalsha = jest.fn(() => Promise.reject(new Error('WRONGTYPE')));
    const evaluate = jest.fn();
    const redis = { evalsha, eval: evaluate } as unknown as Redis;
    await expect(new Script('return 7').run(redis, [], [])).rejects.toThrow('WRONGTYPE');
    expect(evaluate).not.toHaveBeenCalled();
  });
});
