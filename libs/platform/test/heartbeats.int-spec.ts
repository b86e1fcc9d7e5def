import { setTimeout as after } from 'node:timers/promises';
import { ReplicaBeat } from '@raptor/contracts';
import { Readiness, SelfDescription, startService, type RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { Redis } from 'ioredis';
import { TcpProxy } from '../../raptor-bus/test/fixtures/tcp-proxy';
import { anEnvironment } from './fixtures/environment';
import { TestModule, testServiceConfig } from './fixtures/test-service';

/** What a sealed entry says. */
const textOf = (sealed: string): string => sealed.slice(sealed.indexOf('{'));

type Beat = ReplicaBeat & { at: number };

describe('a replica', () => {
  const redis = new Redis(anEnvironment().REDIS_BUS_URL ?? '');
  let service: RunningService | undefined;

  afterEach(async () => {
    await service?.stop();
  });

  afterAll(() => {
    redis.disconnect();
  });

  const start = async (environment: Record<string, string>) => {
    service = await startService(TestModule, testServiceConfig, { environment });
    return service;
  };

  const beatsOf = async (environment: Record<string, string>): Promise<Beat[]> => {
    const entries = await redis.xrange(`${environment.REDIS_KEY_PREFIX}:{sys.global.heartbeat}:normal`, '-', '+');
    return entries.map(([id, fields]) => {
      const { payload } = JSON.parse(textOf(fields[1] ?? '')) as { payload: ReplicaBeat };
      return { ...payload, at: Number(id.split('-')[0]) };
    });
  };

  it('beats at once and then at its interval, and says who it is and how it is doing', async () => {
    const environment = anEnvironment({ HEARTBEAT_INTERVAL_MS: '300', REPLICA_ID: 'muse-7' });
    const { app, config } = await start(environment);
    app.get(SelfDescription).agents = [{ code: 'MUSE-001', name: 'Headlines', purpose: 'Writes headlines.' }];
    await eventually(async () => expect((await beatsOf(environment)).length).toBeGreaterThanOrEqual(4));
    const beats = await beatsOf(environment);
    const gaps = beats.slice(1).map(({ at }, index) => at - (beats[index]?.at ?? 0));
    // One that Redis took late comes right before the next: most keep the interval.
    expect(gaps.filter((gap) => gap >= 280 && gap < 2_000).length).toBeGreaterThanOrEqual(gaps.length / 2);
    expect(beats[0]).toMatchObject({
      service: 'muse',
      replica: 'muse-7',
      instance: config.instance,
      version: '0.1.0',
      intervalMs: 300,
      ready: true,
      leaving: false,
      load: { busLag: 0, busPending: 0, inFlight: 0 },
    });
    expect(beats.at(-1)?.agents).toEqual(['MUSE-001']);
    expect(beats.at(-1)?.load.memoryBytes).toBeGreaterThan(10_000_000);
    expect(new Set(beats.map(({ startedAt }) => startedAt)).size).toBe(1);
  });

  it('says with a last beat that it leaves, and nothing after it', async () => {
    const environment = anEnvironment({ HEARTBEAT_INTERVAL_MS: '50' });
    const { stop } = await start(environment);
    await eventually(async () => expect((await beatsOf(environment)).length).toBeGreaterThanOrEqual(3));
    await stop();
    await after(200);
    const beats = await beatsOf(environment);
    expect(beats.map(({ leaving }) => leaving)).toEqual([...beats.slice(1).map(() => false), true]);
    expect(beats.at(-1)).toMatchObject({ leaving: true, ready: false });
  });

  it('does not say that it is there after it said that it leaves, even when a beat was being made', async () => {
    const environment = anEnvironment({ HEARTBEAT_INTERVAL_MS: '40' });
    const { stop, app, url } = await start(environment);
    let checking = 0;
    const check = async (): Promise<void> => {
      checking += 1;
      await after(120);
      checking -= 1;
    };
    app.get(Readiness).register({ name: 'slow', check });
    const inFlight = fetch(`${url}/slow?ms=500`);
    await after(100);
    await eventually(() => expect(checking).toBe(1), { everyMs: 5 });
    await stop();
    await inFlight;
    expect((await beatsOf(environment)).at(-1)).toMatchObject({ leaving: true });
  });

  it('keeps trying while Redis is away, and is heard soon after it is back', async () => {
    const proxy = await TcpProxy.to(anEnvironment().REDIS_BUS_URL ?? '');
    const environment = anEnvironment({ HEARTBEAT_INTERVAL_MS: '10000', REDIS_BUS_URL: proxy.url });
    try {
      await start(environment);
      await after(700);
      expect(await beatsOf(environment)).toEqual([]);
      await proxy.open();
      await eventually(async () => expect(await beatsOf(environment)).toMatchObject([{ ready: true }]));
    } finally {
      await service?.stop();
      await proxy.close();
    }
  });

  it('that is not ready looks again soon, and tells as soon as it is', async () => {
    const environment = anEnvironment({ HEARTBEAT_INTERVAL_MS: '10000' });
    const { app } = await start(environment);
    let there = false;
    app.get(Readiness).register({
      name: 'postgres',
      check: () => (there ? Promise.resolve() : Promise.reject(new Error('starting'))),
    });
    await eventually(async () => expect((await beatsOf(environment)).length).toBeGreaterThanOrEqual(1));
    there = true;
    await eventually(async () => expect((await beatsOf(environment)).at(-1)?.ready).toBe(true), { withinMs: 2_000 });
    const count = (await beatsOf(environment)).length;
    await after(800);
    expect(await beatsOf(environment)).toHaveLength(count);
  });

  it('leaves in time while Redis is away', async () => {
    const proxy = await TcpProxy.to(anEnvironment().REDIS_BUS_URL ?? '');
    await proxy.open();
    const { stop } = await start(anEnvironment({ HEARTBEAT_INTERVAL_MS: '100', REDIS_BUS_URL: proxy.url }));
    await after(200);
    proxy.freeze();
    const startedAt = performance.now();
    await stop();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    await proxy.close();
  });
});
