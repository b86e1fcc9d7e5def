import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BareMethods } from './api/bare';
import { Customer } from './api/customer';
import { CONTENDERS, type Contender } from './api/contenders';
import { Load, type Asking, type Measured } from './api/load';
import { apiTargets, answersOf, costTable, loadTable, type Costs } from './api/tables';
import { FleetUnderTest } from './fleet-under-test';
import { machine, versionsOf } from './machine';
import { machineProcessorTime, ownProcessorTime, treeProcessorTime } from './processor-time';
import { isMet, targetTable } from './report';
import { interleaved } from './rounds';
import { WorkerProcess } from './worker-process';

const CONNECTIONS = 50;
const MIXED_PER_SECOND = 400;
const FULL = { rounds: 5, seconds: 6, warmUpSeconds: 5, mixedSeconds: 120 };
const QUICK = { rounds: 1, seconds: 2, warmUpSeconds: 2, mixedSeconds: 5 };
const PACKAGES = ['@nestjs/core', 'fastify', 'class-validator', 'jose', 'undici', 'ioredis', 'pg'];
const BARE_FILE = join(__dirname, 'api', 'bare.ts');

/** One customer asks more than people do: what is limited is measured nowhere. */
const UNLIMITED = { RATE_LIMIT_PER_USER: '100000000', RATE_LIMIT_PER_ADDRESS: '100000000' };

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });

/**
 * `npm run bench:api`: the whole fleet as `npm start` starts it, asked for two minutes and over fifty connections, beside a bare Nest on Fastify that checks
 * tokens and bodies and has nothing behind it. `--quick` is a smoke run, `--json` prints nothing but the figures.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const found = machine();
  const folder = mkdtempSync(join(tmpdir(), 'raptor-bench-'));
  // As root the database runs as somebody else, who must get in here.
  chmodSync(folder, 0o755);
  const fleet = new FleetUnderTest(folder, UNLIMITED);
  const bare = new WorkerProcess<BareMethods>(BARE_FILE, [], 'bare Nest');
  try {
    fleet.build();
    await fleet.start();
    const customer = await Customer.of(fleet.run);
    const { url, token } = await bare.call('start', undefined as never);
    const bareCustomer = new Customer(token, []);
    const load = new Load(fleet.run.gatewayUrl, CONNECTIONS);
    const bareLoad = new Load(url, CONNECTIONS);
    const asking: Record<Contender, () => [Load, Asking]> = {
      read: () => [load, customer.read],
      POST: () => [load, customer.create],
      'bare read': () => [bareLoad, bareCustomer.read],
      'bare POST': () => [bareLoad, bareCustomer.create],
    };
    const costs = new Map<string, Costs>();
    const measure = async (name: Contender, seconds: number): Promise<Measured> => {
      const [who, ask] = asking[name]();
      const before = processorTimes(fleet);
      const measured = await who.closed(ask, seconds);
      const after = processorTimes(fleet);
      const requests = [...measured.answers.values()].reduce((sum, count) => sum + count, 0);
      costs.set(name, new Map([...after].map(([at, time]) => [at, (time - (before.get(at) ?? time)) / requests])));
      return measured;
    };
    for (const name of CONTENDERS) await measure(name, extent.warmUpSeconds);
    console.error('warm');
    const rounds = await interleaved(extent.rounds, CONTENDERS, (name) => measure(name, extent.seconds));
    console.error('measured');
    const mixed = await load.open(customer.work, extent.mixedSeconds, MIXED_PER_SECOND);
    await Promise.all([load.close(), bareLoad.close()]);
    const targets = apiTargets(rounds, mixed);
    if (values.json) {
      const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
      const results = { rounds: Object.fromEntries(rounds), mixed, costs: Object.fromEntries(costs) };
      const said = { machine: found, versions: versionsOf(PACKAGES), extent, targets: judged, results };
      console.log(
        JSON.stringify(said, (_key, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value), 2),
      );
      return;
    }
    const named = Object.entries(versionsOf(PACKAGES)).map(([name, version]) => `${name} ${version}`);
    console.log(
      [
        `${found}; ${named.join('; ')}.`,
        `${CONNECTIONS} connections, ${extent.rounds} rounds of ${extent.seconds} s; mixed: ${MIXED_PER_SECOND} requests a second for ${extent.mixedSeconds} s, a fifth of them writing. The load is made on the same machine.`,
        loadTable(rounds, mixed),
        `Answers to the mixed load: ${answersOf(mixed)}.`,
        costTable(costs),
        targetTable(targets),
      ].join('\n\n'),
    );
  } finally {
    await bare.stop();
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Process -> microseconds so far. What nobody else has used is the databases', as nothing else runs here. */
function processorTimes({ run }: FleetUnderTest): Map<string, number> {
  const services = run.services.map(({ replica, pid }): [string, number] => [replica, treeProcessorTime(pid)]);
  const known = services.reduce((sum, [, time]) => sum + time, ownProcessorTime());
  return new Map([...services, ['databases', machineProcessorTime() - known]]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
