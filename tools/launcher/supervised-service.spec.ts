import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@raptor/testing';
import { isAlive, identify } from './process-identity';
import { askReadiness } from './readiness';
import { choosePorts } from './service-ports';
import type { ServiceExit } from './service-process';
import { readyWithin } from './start-deadline';
import { describeExit, SupervisedService } from './supervised-service';
import { smallService } from './test/small-service';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const bundle = smallService(folder);
const running: SupervisedService[] = [];
afterEach(() => running.splice(0).forEach((service) => service.kill()));

async function aService(behaviour = 'good', mayTakeMs = 5_000) {
  const name = `muse-${Math.random().toString(36).slice(2, 8)}`;
  const port = (await choosePorts([{ name, isGateway: false }])).get(name) ?? 0;
  const told = { pids: [] as number[], crashes: [] as ServiceExit[], ready: [] as boolean[] };
  const options = {
    ...{ key: 'muse' as const, name, port, bundle, mayTakeMs, nodeOptions: [], workingFolder: folder },
    environment: { ...process.env, BEHAVIOUR: behaviour, PORT: String(port) },
    logFile: join(folder, `${name}.log`),
  };
  const service = new SupervisedService(options, {
    spawned: (_, pid) => told.pids.push(pid),
    crashed: (_, exit) => told.crashes.push(exit),
    ready: (_, __, again) => told.ready.push(again),
  });
  running.push(service);
  service.start();
  return { service, told, log: () => readFileSync(options.logFile, 'utf8') };
}

describe('a supervised service', () => {
  it('is announced when it is ready, and leaves when it is stopped', async () => {
    const { service, told } = await aService();
    await service.firstReady;
    expect(told).toMatchObject({ ready: [false], crashes: [] });
    expect(await askReadiness(service.url)).toEqual({ ready: true, answer: 'ready' });
    await service.stop();
    expect(await askReadiness(service.url)).toEqual({ ready: false });
    expect(told).toMatchObject({ pids: [service.pid], crashes: [] });
  }, 20_000);

  it('comes back on the same port after kill -9', async () => {
    const { service, told } = await aService();
    await service.firstReady;
    process.kill(told.pids[0]!, 'SIGKILL');
    await eventually(() => expect(told.ready).toEqual([false, true]), { withinMs: 15_000 });
    expect(told.pids).toHaveLength(2);
    expect(told.crashes).toEqual([expect.objectContaining({ signal: 'SIGKILL' })]);
    expect((await askReadiness(service.url)).ready).toBe(true);
  }, 20_000);

  it('is replaced without being called a crash', async () => {
    const { service, told } = await aService();
    await service.firstReady;
    await service.restart();
    await eventually(() => expect(told.ready).toEqual([false, true]), { withinMs: 15_000 });
    expect(told.crashes).toEqual([]);
    expect(new Set(told.pids).size).toBe(2);
  }, 20_000);

  it('is killed when it does not leave in time', async () => {
    const { service, told, log } = await aService('stubborn', 300);
    await service.firstReady;
    const process = identify(told.pids[0]!)!;
    await service.stop();
    expect(isAlive(process)).toBe(false);
    expect(log()).toContain('not now');
  }, 20_000);

  it('is given up at once when it refuses its configuration, with its own words', async () => {
    const { service, told } = await aService('bad-configuration');
    await expect(service.firstReady).rejects.toThrow(/does not accept its configuration[\s\S]*DATABASE_URL is missing/);
    expect(told.pids).toHaveLength(1);
  }, 20_000);

  it('is given up after three crashes before it was ever ready', async () => {
    const { service, told } = await aService('broken');
    await expect(service.firstReady).rejects.toThrow(/ended 3 times[\s\S]*cannot find my feet/);
    expect(told.pids).toHaveLength(3);
  }, 20_000);

  it('is not started again once it was told to stop', async () => {
    const { service, told } = await aService('broken');
    await eventually(() => expect(told.crashes).toHaveLength(1), { withinMs: 15_000 });
    await service.stop();
    await service.restart();
    expect(told.pids).toHaveLength(1);
  }, 20_000);
});

describe('waiting for a fleet', () => {
  it('counts the ones that are ready', async () => {
    const services = [await aService(), await aService()].map(({ service }) => service);
    const said: string[] = [];
    await readyWithin(services, (text) => said.push(text));
    expect(said).toEqual(['1 of 2 ready', '2 of 2 ready']);
  }, 20_000);

  it('ends at its deadline with what the missing one says about itself', async () => {
    const [good, late] = [await aService(), await aService('never-ready')];
    await good.service.firstReady;
    await eventually(() => expect(late.service.describeTrouble('')).toContain('waiting for postgres'), {
      withinMs: 15_000,
    });
    const waiting = readyWithin([good.service, late.service], () => undefined, 100);
    await expect(waiting).rejects.toThrow(
      /is not ready after 0.1 s[\s\S]*waiting for postgres[\s\S]*began as never-ready/,
    );
  }, 20_000);
});

describe('the end of a process in words', () => {
  it.each([
    [{ code: 1, signal: null }, 'with exit code 1'],
    [{ code: null, signal: 'SIGKILL' as const }, 'by SIGKILL'],
    [{ code: null, signal: null }, 'before it could start'],
  ])('%j', (exit, words) => expect(describeExit(exit)).toBe(words));
});
