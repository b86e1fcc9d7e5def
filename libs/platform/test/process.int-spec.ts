import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeService } from '@raptor/contracts';
import { buildPrograms, eventually, type BuiltPrograms } from '@raptor/testing';
import { TcpProxy } from '../../raptor-bus/test/fixtures/tcp-proxy';
import { anAsker } from './fixtures/an-asker';
import { anEnvironment } from './fixtures/environment';
import { SERVICE, startServiceProcess, type ServiceProcess } from './fixtures/service-process';

const TRACE = 'e'.repeat(32);
const traceparent = `00-${TRACE}-${'f'.repeat(16)}-01`;

describe('a service process', () => {
  const started: ServiceProcess[] = [];
  let built: BuiltPrograms;

  beforeAll(async () => {
    built = await buildPrograms({ service: SERVICE });
  });

  afterAll(() => built.remove());

  afterEach(() => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL');
  });

  const start = (environment: Record<string, string>): ServiceProcess => {
    const service = startServiceProcess(environment, { built });
    started.push(service);
    return service;
  };

  it('with a bad environment ends with 78, says all that is wrong, and starts nothing', async () => {
    const { errors, output, ended } = start(
      anEnvironment({ DATABASE_URL: '', PORT: 'eighty', REDIS_BUS_URL: 'http://:hunter2@x' }),
    );
    expect(await ended()).toBe(78);
    const text = errors.join('\n');
    expect(text).toContain('muse cannot start. The configuration has 3 problem(s):');
    expect(text).toContain("DATABASE_URL is missing (PostgreSQL URL of this service's own role)");
    expect(text).toContain('PORT ');
    expect(text).toContain('REDIS_BUS_URL must be a URL');
    expect(text).not.toContain('hunter2');
    expect(output).toEqual([]);
  });

  it('that cannot have its port ends with 1 and says why', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await eventually(() => expect(holder.listening).toBe(true));
    const { port } = holder.address() as AddressInfo;
    const { errors, ended } = start(anEnvironment({ PORT: String(port) }));
    expect(await ended()).toBe(1);
    expect(errors.join('\n')).toContain('EADDRINUSE');
    holder.close();
  });

  it('told to leave by SIGTERM finishes the request and the query it has, takes no more, and ends with 0', async () => {
    const environment = anEnvironment({ LOG_LEVEL: 'info', ANSWER_AFTER_MS: '1200' });
    const service = start(environment);
    const url = await service.url();
    const asker = anAsker(environment, { correlationId: 'question-0001', traceparent });
    const headers = { traceparent, 'X-Request-Id': 'client-id-0003' };
    let answered = false;
    const page = fetch(`${url}/slow?ms=1500`, { headers }).finally(() => (answered = true));
    const answer = asker.ask(new DescribeService(), { to: 'muse' });
    await service.line('slow begins');
    await service.line('query begins');

    const toldAt = performance.now();
    service.child.kill('SIGTERM');
    await service.line('leaving: taking nothing new, finishing what is in flight');
    await eventually(async () => expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed'));
    expect(answered).toBe(false);
    expect(await answer).toMatchObject({ service: 'muse', replica: 'muse-1' });
    expect(await (await page).json()).toEqual({ waitedMs: 1_500 });
    expect(await service.ended()).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(9_000);
    await asker.close();

    const lines = service.lines();
    expect(lines.at(-1)).toMatchObject({ msg: 'left cleanly', clean: true, aborted: [] });
    expect(service.errors).toEqual([]);
    const identity = { service: 'muse', replica: 'muse-1', version: '0.1.0' };
    for (const line of lines) {
      expect(line).toMatchObject({ ...identity, level: expect.stringMatching(/^(info|warn)$/) as string });
      expect(Date.parse(String(line.time))).not.toBeNaN();
    }
    const ofRequest = { request_id: 'client-id-0003', trace_id: TRACE };
    expect(await service.line('slow begins')).toMatchObject(ofRequest);
    expect(await service.line('request')).toMatchObject({ ...ofRequest, route: '/slow', status: 200, method: 'GET' });
    expect(await service.line('query begins')).toMatchObject({ request_id: 'question-0001', trace_id: TRACE });
  });

  it('whose supervisor is gone leaves in the same way', async () => {
    const service = start(anEnvironment({ LOG_LEVEL: 'info' }));
    const page = fetch(`${await service.url()}/slow?ms=800`);
    await service.line('slow begins');
    service.child.disconnect();
    expect(await (await page).json()).toEqual({ waitedMs: 800 });
    expect(await service.ended()).toBe(0);
    expect(service.lines().at(-1)).toMatchObject({ msg: 'left cleanly' });
  });

  it('that cannot finish in time gives up what it has, and still ends with 0', async () => {
    const environment = anEnvironment({ LOG_LEVEL: 'info', DRAIN_TIMEOUT_MS: '700', ANSWER_AFTER_MS: '60000' });
    const service = start(environment);
    const page = fetch(`${await service.url()}/slow?ms=60000`).catch(() => 'cut off');
    const asker = anAsker(environment);
    const answer = asker.ask(new DescribeService(), { to: 'muse' }).catch(() => 'no answer');
    await service.line('slow begins');
    await service.line('query begins');
    const toldAt = performance.now();
    service.child.kill('SIGTERM');
    expect(await service.ended()).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(3_700);
    expect(await page).toBe('cut off');
    expect(service.lines().at(-1)).toMatchObject({
      msg: 'left; unfinished work was given back',
      aborted: ['bus', 'http'],
    });
    await asker.close();
    expect(await answer).toBe('no answer');
  });

  it('leaves in time and with 0 also while Redis hangs', async () => {
    const proxy = await TcpProxy.to(anEnvironment().REDIS_BUS_URL ?? '');
    await proxy.open();
    const environment = anEnvironment({ LOG_LEVEL: 'info', DRAIN_TIMEOUT_MS: '2000', REDIS_BUS_URL: proxy.url });
    const service = start(environment);
    const url = await service.url();
    await eventually(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200));
    const page = fetch(`${url}/slow?ms=500`);
    await service.line('slow begins');
    proxy.freeze();
    const toldAt = performance.now();
    service.child.kill('SIGTERM');
    expect(await (await page).json()).toEqual({ waitedMs: 500 });
    expect(await service.ended()).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(5_000);
    await proxy.close();
  });
});
