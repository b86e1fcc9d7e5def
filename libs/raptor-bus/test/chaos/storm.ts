import { setTimeout as pause } from 'node:timers/promises';
import type { PrivateRedis } from '../fixtures/private-redis';
import type { TcpProxy } from '../fixtures/tcp-proxy';
import type { Company } from './company';
import { caughtAtWork } from './faults/caught-at-work';
import { cutConnections } from './faults/cut-connections';
import { restartRedis } from './faults/restart-redis';
import { stopPastLease } from './faults/stop-past-lease';
import type { InFlight } from './in-flight';
import type { Fault, Memory, Plan } from './plan';
import { SeededRandom } from './seeded-random';
import type { FaultName, Tally } from './tally';

const CAUGHT_WITHIN_MS = 8_000;

const RESTARTED: Readonly<Record<Memory, FaultName>> = {
  kept: 'Redis restarted with its memory',
  'tail lost': 'Redis restarted without its last writes',
  empty: 'Redis restarted empty',
};

export interface StormOptions {
  readonly plan: Plan;
  readonly company: Company;
  readonly redis: PrivateRedis;
  /** Between the processes and Redis. */
  readonly proxy: TcpProxy;
  readonly inFlight: InFlight;
  readonly tally: Tally;
  tell(text: string): void;
}

/** Does to processes, Redis and connections what the plan says, one kill at a time, the longer faults beside it. */
export class Storm {
  private readonly random: SeededRandom;
  /** The faults that go on, one after another of each kind. */
  private readonly beside = new Map<Fault['kind'], Promise<void>>();

  constructor(private readonly on: StormOptions) {
    this.random = new SeededRandom(`${on.plan.seed}/storm`);
  }

  /** @throws Error when a fault cannot be done, or the time is over. */
  async run(until: number): Promise<void> {
    const { steps } = this.on.plan;
    try {
      for (const [index, { afterMs, fault }] of steps.entries()) {
        if (Date.now() > until) throw new Error(`The storm was too slow: ${index} of ${steps.length} steps`);
        await pause(afterMs);
        if (fault.kind === 'kill') await this.kill(fault.target);
        else await this.startBeside(fault);
      }
    } finally {
      await Promise.allSettled(this.beside.values());
    }
    await Promise.all(this.beside.values());
  }

  private async startBeside(fault: Exclude<Fault, { kind: 'kill' }>): Promise<void> {
    await this.beside.get(fault.kind);
    const running = this.beginLong(fault);
    // Awaited later: until then its failure is nobody's.
    running.catch(() => undefined);
    this.beside.set(fault.kind, running);
  }

  private async beginLong(fault: Exclude<Fault, { kind: 'kill' }>): Promise<void> {
    const { tally, tell, redis, proxy, inFlight } = this.on;
    switch (fault.kind) {
      case 'restart Redis': {
        const found = await restartRedis(fault, redis, inFlight, this.random);
        tally.fault(RESTARTED[fault.memory], found);
        tell(`Redis was away for ${fault.downMs} ms, memory ${fault.memory}, with ${found} messages unconfirmed`);
        return;
      }
      case 'cut connections':
        tell(`connections are cut every ${fault.everyMs} ms`);
        await cutConnections(fault, proxy, inFlight, (pending) => {
          tally.fault('connections cut', pending);
        });
        tell('connections are left alone');
        return;
      case 'stop':
        await this.stop(fault.target, fault.forMs);
    }
  }

  private async kill(name: string): Promise<void> {
    const { company, inFlight, tally, tell } = this.on;
    const process = await company.take(name);
    const { instance, part } = process;
    const found = await caughtAtWork(process, () => inFlight.of(process), this.random, CAUGHT_WITHIN_MS);
    await process.kill();
    process.isTaken = false;
    process.start();
    tally.fault(`kill -9 of a ${part.role}`, found.length);
    tell(`kill -9 ${instance}, ${found.length} in flight`);
  }

  private async stop(name: string, forMs: number): Promise<void> {
    const { company, inFlight, tally, tell } = this.on;
    const process = await company.take(name);
    const { instance } = process;
    const { inFlight: found, taken } = await stopPastLease(process, forMs, inFlight, this.random);
    process.isTaken = false;
    tally.fault('consumer stopped past its lease', taken);
    tell(`stopped ${instance} for ${forMs} ms, ${found} in flight, ${taken} taken over meanwhile`);
  }
}
