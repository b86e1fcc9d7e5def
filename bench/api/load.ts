import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type Dispatcher } from 'undici';
import { percentile } from '../figures';

/** One request; made anew for each, as what it says must differ. */
export type Asking = (number: number) => {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
};

/** What a load met with. Times in ms: from when a request was due until its answer was read. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Answers by status; 0 for those that did not come. */
  readonly answers: ReadonlyMap<number, number>;
}

/** Somebody who asks over so many connections, each of which waits for its answer before it asks again. */
export class Load {
  private readonly pool: Pool;
  private asked = 0;

  constructor(
    url: string,
    private readonly connections: number,
  ) {
    this.pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000 });
  }

  /** As fast as it is answered. */
  async closed(ask: Asking, seconds: number): Promise<Measured> {
    const notes = new Notes();
    const until = performance.now() + seconds * 1_000;
    const one = async (): Promise<void> => {
      while (performance.now() < until) await this.once(ask, notes, performance.now());
    };
    await Promise.all(Array.from({ length: this.connections }, one));
    return notes.summary();
  }

  /** So many a second, evenly spaced, whatever becomes of them: who is not answered in time holds up the others, and their waiting counts. */
  async open(ask: Asking, seconds: number, perSecond: number): Promise<Measured> {
    const notes = new Notes();
    const under: Promise<void>[] = [];
    const began = performance.now();
    for (let number = 0; number < seconds * perSecond; number += 1) {
      const due = began + (number * 1_000) / perSecond;
      const early = due - performance.now();
      if (early > 1) await delay(early);
      under.push(this.once(ask, notes, due));
    }
    await Promise.all(under);
    return notes.summary();
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async once(ask: Asking, notes: Notes, due: number): Promise<void> {
    this.asked += 1;
    try {
      const { statusCode, body } = await this.pool.request(ask(this.asked));
      await body.arrayBuffer();
      notes.note(statusCode, performance.now() - due);
    } catch {
      notes.note(0, performance.now() - due);
    }
  }
}

class Notes {
  private readonly began = performance.now();
  private readonly times: number[] = [];
  private readonly answers = new Map<number, number>();

  note(status: number, ms: number): void {
    this.times.push(ms);
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }

  summary(): Measured {
    const seconds = (performance.now() - this.began) / 1_000;
    const sorted = this.times.sort((one, other) => one - other);
    return {
      perSecond: sorted.length / seconds,
      p50: percentile(sorted, 50),
      p95: percentile(sorted, 95),
      p99: percentile(sorted, 99),
      slowest: sorted.at(-1) ?? Number.NaN,
      answers: this.answers,
    };
  }
}
