import { setTimeout as after } from 'node:timers/promises';
import { Readiness, type DependencyCheck } from './readiness';

const up = async (): Promise<void> => Promise.resolve();
const down = (reason: string) => async (): Promise<void> => Promise.reject(new Error(reason));

function readinessOf(...checks: DependencyCheck[]): Readiness {
  const readiness = new Readiness();
  for (const check of checks) readiness.register(check);
  return readiness;
}

describe('readiness', () => {
  it('is there when every dependency answers', async () => {
    const report = await readinessOf({ name: 'redis', check: up }, { name: 'postgres', check: up }).report();
    expect(report).toEqual({
      ready: true,
      leaving: false,
      dependencies: [
        { name: 'redis', state: 'up' },
        { name: 'postgres', state: 'up' },
      ],
    });
  });

  it('is not there when one is down, and says why', async () => {
    const throwsAtOnce = (): never => {
      throw new Error('no driver');
    };
    const report = await readinessOf(
      { name: 'redis', check: up },
      { name: 'postgres', check: down('password wrong for postgres://raptor:hunter2@db/x') },
      { name: 'odd', check: throwsAtOnce },
    ).report();
    expect(report.ready).toBe(false);
    expect(report.dependencies).toEqual([
      { name: 'redis', state: 'up' },
      { name: 'postgres', state: 'down', reason: 'password wrong for postgres://***@db/x' },
      { name: 'odd', state: 'down', reason: 'no driver' },
    ]);
  });

  it('is there without an optional dependency, which is marked', async () => {
    const report = await readinessOf({ name: 'chroma', optional: true, check: down('away') }).report();
    expect(report).toMatchObject({
      ready: true,
      dependencies: [{ name: 'chroma', state: 'degraded', reason: 'away' }],
    });
  });

  it('does not wait for a dependency that hangs: 1500 ms, all of them side by side', async () => {
    const forever = (): Promise<never> => new Promise(() => undefined);
    const startedAt = performance.now();
    const report = await readinessOf(
      { name: 'one', check: forever },
      { name: 'two', check: forever },
      { name: 'slow', check: () => after(1_000) },
    ).report();
    expect(performance.now() - startedAt).toBeLessThan(1_900);
    expect(report.dependencies).toEqual([
      { name: 'one', state: 'down', reason: 'no answer within 1500 ms' },
      { name: 'two', state: 'down', reason: 'no answer within 1500 ms' },
      { name: 'slow', state: 'up' },
    ]);
  });

  it('asks each dependency once for all who ask at the same time, and anew for who asks later', async () => {
    let asked = 0;
    const check = async (): Promise<void> => {
      asked += 1;
      await after(30);
    };
    const readiness = readinessOf({ name: 'redis', check });
    await Promise.all(Array.from({ length: 20 }, () => readiness.report()));
    expect(asked).toBe(1);
    await readiness.report();
    expect(asked).toBe(2);
  });

  it('is gone from the moment the process leaves, also in a round that has begun', async () => {
    const readiness = readinessOf({ name: 'redis', check: () => after(30) });
    const begun = readiness.report();
    readiness.leave();
    expect(await begun).toMatchObject({ ready: false, leaving: true });
    expect(await readiness.report()).toMatchObject({ ready: false, dependencies: [{ state: 'up' }] });
  });

  it('takes checks that are classes', async () => {
    class Check implements DependencyCheck {
      readonly name = 'class';
      private readonly answer = 'here';
      async check(): Promise<void> {
        return this.answer === 'here' ? Promise.resolve() : Promise.reject(new Error('lost itself'));
      }
    }
    expect((await readinessOf(new Check()).report()).ready).toBe(true);
  });
});
