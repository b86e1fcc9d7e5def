import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { eventually } from '@raptor/testing';
import { startFleet, type Fleet } from './support/fleet';
import { UNLIMITED } from './support/unlimited';

const CONNECTIONS = 500;
const REQUESTS = 1_000;
const ROUNDS = 3;

describe('slow connections', () => {
  let fleet: Fleet;
  let token: string;
  let crowd: ChildProcess | undefined;

  beforeAll(async () => {
    fleet = await startFleet({
      ...UNLIMITED,
      RATE_LIMIT_PER_USER: '1000000',
      HTTP_HEADERS_TIMEOUT_MS: '8000',
      HTTP_REQUEST_TIMEOUT_MS: '8000',
    });
    const body = { email: fleet.email, password: fleet.password };
    token = ((await fleet.ask('POST', '/api/v1/auth/login', { body })).body as { access_token: string }).access_token;
  });
  afterEach(() => disperse());
  afterAll(() => fleet.stop());

  const gather = async (): Promise<void> => {
    const script = join(__dirname, 'support', 'slow', 'slow-crowd.cjs');
    const { port } = new URL(fleet.gateway.url);
    const child = spawn(process.execPath, [script, port, String(CONNECTIONS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    crowd = child;
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('ready');
  };
  const disperse = async (): Promise<void> => {
    if (!crowd || crowd.exitCode !== null) return;
    crowd.kill('SIGKILL');
    await once(crowd, 'exit');
    crowd = undefined;
  };

  const connections = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const server = fleet.gateway.app.getHttpServer() as Server;
      server.getConnections((error, count) => {
        if (error) reject(error);
        else resolve(count);
      });
    });

  /** The 95th percentile, in ms, of what a polite client waits for. */
  const p95 = async (): Promise<number> => {
    const times: number[] = [];
    for (let count = 0; count < REQUESTS; count += 1) {
      const began = performance.now();
      const { status } = await fleet.ask('GET', '/api/v1/ops/fleet', { token });
      expect(status).toBe(200);
      times.push(performance.now() - began);
    }
    return times.sort((one, other) => one - other)[Math.floor(REQUESTS * 0.95)] ?? Infinity;
  };

  it(`${CONNECTIONS} of them do not double what a polite client waits`, async () => {
    await p95();
    const alone: number[] = [];
    const among: number[] = [];
    // By turns: what else the machine does meets both.
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await p95());
      await gather();
      await eventually(async () => expect(await connections()).toBeGreaterThanOrEqual(CONNECTIONS));
      among.push(await p95());
      await disperse();
    }
    process.stdout.write(
      `p95 alone ${inWords(alone)} ms, among ${CONNECTIONS} slow connections ${inWords(among)} ms\n`,
    );
    expect(median(among)).toBeLessThan(2 * median(alone));
  });

  it('are ended when their time is over, whether they take notice or not', async () => {
    await gather();
    crowd?.kill('SIGSTOP');
    await eventually(async () => expect(await connections()).toBeLessThan(10), { withinMs: 20_000, everyMs: 500 });
    crowd?.kill('SIGCONT');
  });
});

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[1] ?? Infinity;
const inWords = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(', ');
