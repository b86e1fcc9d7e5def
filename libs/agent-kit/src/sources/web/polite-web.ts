import { AppError, EgressFailed, EgressRefused, type SafeFetch, type SafeFetchResponse } from '@raptor/platform';
import type { HostTurns, Turn } from './host-turns';
import type { RobotsRules } from './robots-rules';
import { webAddress } from './web-address';

export interface PoliteWebParts {
  readonly safeFetch: SafeFetch;
  readonly robots: RobotsRules;
  readonly turns: HostTurns;
  /** Says who we are and where to complain. */
  readonly userAgent: string;
  /** Least pause between two requests to one host; a longer Crawl-delay counts instead. */
  readonly pauseMs: number;
}

export interface Visit {
  /** Content types that can be read. */
  readonly accept: readonly string[];
  /** Nothing is waited for beyond it. */
  readonly deadlineAt: Date;
  /** Of the run: fires when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** An answer of a site, or why there is none: a sentence that a user may read. */
export type Visited =
  | { readonly outcome: 'read'; readonly response: SafeFetchResponse }
  | { readonly outcome: 'lacking'; readonly reason: string };

/** The open web as a guest reads it: by robots.txt, one request at a time for each host, slowly, and under our own name. */
export class PoliteWeb {
  constructor(private readonly parts: PoliteWebParts) {}

  /** @throws the reason of the run's signal; AppError SERVICE_UNAVAILABLE when this replica is stopping. Whatever a site does is an outcome. */
  async visit(reference: string, visit: Visit): Promise<Visited> {
    const url = webAddress(reference, 'about:blank');
    if (url === undefined) return lacking('it is no http or https address of at most 2048 characters');
    visit.signal.throwIfAborted();
    const left = visit.deadlineAt.getTime() - Date.now();
    if (left <= 0) return lacking('there was no time left for it');
    const signal = AbortSignal.any([visit.signal, AbortSignal.timeout(left)]);
    const stay = new Stay(this.parts, visit, signal);
    try {
      return await stay.read(url);
    } catch (error) {
      visit.signal.throwIfAborted();
      if (signal.aborted) return lacking('there was no time left for it');
      if (error instanceof EgressFailed && error.code === 'EGRESS_CLOSED')
        throw new AppError('SERVICE_UNAVAILABLE', 'This replica is stopping', { cause: error });
      if (error instanceof EgressRefused || error instanceof EgressFailed) return lacking(error.reason);
      throw error;
    } finally {
      await stay.end();
    }
  }
}

/** One visit, with the turns it takes at every host it is led to. */
class Stay {
  private readonly turns = new Map<string, Turn>();
  private readonly left = new AbortController();
  private readonly signal: AbortSignal;
  private pauseMs: number;

  constructor(
    private readonly parts: PoliteWebParts,
    private readonly visit: Visit,
    signal: AbortSignal,
  ) {
    this.pauseMs = parts.pauseMs;
    this.signal = AbortSignal.any([signal, this.left.signal]);
  }

  async read(url: string): Promise<Visited> {
    const refusal = await this.refusalOf(url);
    if (refusal !== undefined) return lacking(refusal);
    const response = await this.parts.safeFetch.fetch(url, {
      headers: { 'user-agent': this.parts.userAgent },
      accept: this.visit.accept,
      signal: this.signal,
      refuseRedirect: (next) => this.refusalOf(next),
    });
    const isGood = response.status >= 200 && response.status < 300;
    return isGood ? { outcome: 'read', response } : lacking(`the site answered with status ${response.status}`);
  }

  /** Also ends what still waits for a turn because the fetch has run out of its own time. */
  end(): Promise<unknown> {
    this.left.abort();
    return Promise.all([...this.turns.values()].map((turn) => turn.end(this.pauseMs)));
  }

  /** Why a URL is not to be visited now; takes the turn at its host. */
  private async refusalOf(url: string): Promise<string | undefined> {
    const { host } = new URL(url);
    if (!this.turns.has(host)) {
      const turn = await this.parts.turns.take(host, this.visit.deadlineAt, this.signal);
      if (!turn) return 'the site is read slowly, and its turn would have come after the deadline';
      if (this.left.signal.aborted) await turn.end(0);
      else this.turns.set(host, turn);
    }
    const judged = await this.parts.robots.judge(url, this.signal);
    if (judged.verdict === 'forbidden') return judged.reason;
    this.pauseMs = Math.max(this.pauseMs, judged.crawlDelayMs);
    return undefined;
  }
}

const lacking = (reason: string): Visited => ({ outcome: 'lacking', reason });
