import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SeededRandom } from '../../../../../libs/raptor-bus/test/chaos/seeded-random';
import type { MeterAnswer, MeterRequest } from './cast';

/** How often what happens; the rest is answered as it should be. */
const FAULTS = [
  ['rate limit', 0.04],
  ['silence', 0.04],
  ['slow', 0.04],
] as const;
/** Of a vendor whose word is worth nothing. */
const LIES = [
  ['usage ten times', 0.1],
  ['usage zero', 0.2],
  ['usage missing', 0.2],
] as const;
type Fault = (typeof FAULTS)[number][0] | (typeof LIES)[number][0] | 'none';

/** Part of its bound that a call really costs. */
const LEAST_SHARE = 0.6;
const SLOW_MS = 400;

/**
 * The vendor's side of the account. It charges what is asked for the moment that it is asked, whether or not anybody is left to hear the
 * answer, and knows nothing of budgets.
 */
export class Meter {
  /** Micro-USD by attempt. */
  readonly charged = new Map<string, number>();
  readonly faults = new Map<Fault, number>();
  private readonly open = new Map<string, number>();
  private readonly random: SeededRandom;

  private constructor(
    private readonly server: Server,
    private readonly lies: boolean,
    seed: number,
  ) {
    this.random = new SeededRandom(seed);
    server.on('request', (request, response) => void this.take(request, response));
  }

  static async start(lies: boolean, seed: number): Promise<Meter> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Meter(server, lies, seed);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  get totalMicroUsd(): number {
    return [...this.charged.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Calls of this process that are charged and not answered. */
  openOf(name: string): number {
    return this.open.get(name) ?? 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { attemptId, by, boundMicroUsd } = JSON.parse(await textOf(request)) as MeterRequest;
    const fault = this.draw();
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
    if (fault === 'rate limit') {
      response.writeHead(429).end();
      return;
    }
    const cost = Math.ceil(boundMicroUsd * (LEAST_SHARE + (1 - LEAST_SHARE) * this.random.next()));
    this.charged.set(attemptId, (this.charged.get(attemptId) ?? 0) + cost);
    this.open.set(by, this.openOf(by) + 1);
    await pause(fault === 'slow' ? SLOW_MS : this.random.between(5, 40));
    this.open.set(by, this.openOf(by) - 1);
    if (fault === 'silence') response.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerOf(cost, fault)));
  }

  private draw(): Fault {
    let drawn = this.random.next();
    for (const [fault, probability] of this.lies ? [...FAULTS, ...LIES] : FAULTS) {
      drawn -= probability;
      if (drawn < 0) return fault;
    }
    return 'none';
  }
}

function answerOf(cost: number, fault: Fault): MeterAnswer {
  if (fault === 'usage missing') return { countedMicroUsd: cost };
  const factor = fault === 'usage ten times' ? 10 : fault === 'usage zero' ? 0 : 1;
  return { usageMicroUsd: cost * factor, countedMicroUsd: cost };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
