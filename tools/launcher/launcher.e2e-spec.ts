import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { diagnose } from './diagnosis';
import { readSettings } from './environment';
import { readLaunchRecord } from './launch-record';
import { Progress } from './progress';
import { askReadiness } from './readiness';
import { readRunFile, type RunFile } from './run-file';
import { runFleet, serveMode } from './run-fleet';
import { isFree } from './service-ports';
import { REPOSITORY } from './state-folder';
import { LaunchedFleet } from './test/launched-fleet';
import { temporaryFolder } from './test/temporary-folder';

const fleet = new LaunchedFleet(temporaryFolder(), { HEARTBEAT_INTERVAL_MS: '500', REPLICAS_MUSE: '2' });
afterAll(() => fleet.cleanUp(), 60_000);

const runFile = (): RunFile => {
  const run = readRunFile(fleet.state.run);
  if (!run) throw new Error('There is no run file.');
  return run;
};
const ports = (run: RunFile): number[] => run.services.map(({ url }) => Number(new URL(url).port));

async function query(run: RunFile, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: run.postgres.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function signIn({ gatewayUrl, demo }: RunFile): Promise<number> {
  const response = await fetch(`${gatewayUrl}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ email: demo.email, password: demo.password }),
  });
  await response.text();
  return response.status;
}

describe('the launcher', () => {
  it('starts the fleet, keeps it alive, refuses a second start and ends it in order', async () => {
    const out = Object.assign(new PassThrough(), { isTTY: false, columns: 80 });
    let told = '';
    out.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const ended = runFleet(fleet.environment, serveMode(), new Progress(out as unknown as NodeJS.WriteStream));
    const early = ended.then((code) => {
      throw new Error(`It ended with ${code}: ${told}`);
    });
    const run = await Promise.race([eventually(runFile, { withinMs: 90_000 }), early]);

    expect(statSync(fleet.state.run).mode & 0o777).toBe(0o600);
    expect(run.services.map(({ replica }) => replica)).toEqual([
      'gateway-1',
      'council-1',
      'research-1',
      'muse-1',
      'muse-2',
      'matrix-1',
      'guardian-1',
    ]);
    for (const { url } of run.services) expect((await askReadiness(url)).ready).toBe(true);
    expect(await signIn(run)).toBe(200);
    await eventually(() => expect(told).toContain(run.demo.password));

    const [victim] = run.services.filter(({ replica }) => replica === 'muse-1');
    process.kill(victim!.pid, 'SIGKILL');
    const revived = await eventually(
      async () => {
        const now = runFile().services.find(({ replica }) => replica === 'muse-1')!;
        expect(now.pid).not.toBe(victim!.pid);
        expect((await askReadiness(now.url)).ready).toBe(true);
        return now;
      },
      { withinMs: 30_000 },
    );
    expect(revived.url).toBe(victim!.url);
    expect(told).toContain('muse-1 ended by SIGKILL; starting it again');

    const second = await fleet.command('start');
    expect(second.code).toBe(1);
    expect(second.output).toContain(`launcher ${process.pid}`);
    expect(second.output).toContain(run.gatewayUrl);

    const recorded = readLaunchRecord(fleet.state.launch);
    process.emit('SIGTERM', 'SIGTERM');
    expect(await ended).toBe(0);
    expect(fleet.processes(recorded)).toEqual([]);
    expect(existsSync(fleet.state.run)).toBe(false);
    for (const port of ports(run)) expect(await isFree(port)).toBe(true);
  }, 150_000);

  it('leaves no process behind when it is killed, and finds its data again', async () => {
    const { launcher, run } = await fleet.start();
    await query(run, 'CREATE TABLE muse.keepsake AS SELECT 42 AS answer');
    const recorded = readLaunchRecord(fleet.state.launch);
    expect(recorded.length).toBe(11);
    launcher.kill('SIGKILL');
    await eventually(() => expect(fleet.processes(recorded)).toEqual([]), { withinMs: 15_000, everyMs: 200 });

    const again = await fleet.start();
    expect(await query(again.run, 'SELECT answer FROM muse.keepsake')).toEqual([{ answer: 42 }]);
    expect(again.run.demo).toEqual(run.demo);
    expect(await signIn(again.run)).toBe(200);

    const started = readLaunchRecord(fleet.state.launch);
    const stopped = await fleet.command('stop');
    expect(stopped).toMatchObject({ code: 0, output: expect.stringContaining('Stopped 7 services and 4 servers') });
    expect(fleet.processes(started)).toEqual([]);
    for (const port of started.flatMap((process) => process.port ?? [])) expect(await isFree(port)).toBe(true);
    expect(await fleet.command('stop')).toMatchObject({
      code: 0,
      output: expect.stringContaining('Nothing is running'),
    });
  }, 150_000);

  it('leaves no process behind when it is killed while it starts', async () => {
    const launcher = await fleet.beginStart();
    const recorded = readLaunchRecord(fleet.state.launch);
    launcher.kill('SIGKILL');
    await eventually(() => expect(fleet.processes(recorded)).toEqual([]), { withinMs: 25_000, everyMs: 200 });
  }, 120_000);

  it('lists every problem of its environment and says what a start depends on', async () => {
    const odd = new LaunchedFleet(fleet.folder, { GATEWAY_PORT: 'many', REPLICAS_MUSES: '2' });
    const refused = await odd.command('start');
    expect(refused.code).toBe(78);
    expect(refused.output).toContain('GATEWAY_PORT must be a port');
    expect(refused.output).toContain('REPLICAS_MUSES names no service');
    const doctor = await fleet.command('doctor');
    expect(doctor).toMatchObject({ code: 0, output: expect.stringContaining('npm start would work.') });
    const findings = await diagnose(REPOSITORY, readSettings(fleet.environment, REPOSITORY), fleet.environment);
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Node.js', 'postgres', 'redis-bus', 'redis-cache', 'chroma', 'build']),
    );
  }, 60_000);

  it('names a port that is taken and starts nothing', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const refused = await new LaunchedFleet(fleet.folder, { GATEWAY_PORT: String(port) }).command('start');
    taken.close();
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`GATEWAY_PORT=${port} cannot be used`);
    expect(fleet.processes()).toEqual([]);
  }, 60_000);
});
