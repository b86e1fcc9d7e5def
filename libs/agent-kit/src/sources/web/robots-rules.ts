import { EgressFailed, EgressRefused, type SafeFetch } from '@raptor/platform';
import robotsParser from 'robots-parser';
import { decodeText } from '../html/decode-text';

export interface RobotsOptions {
  /** As sent; what stands before the first `/` is the name that rules are written for. */
  readonly userAgent: string;
  /** How long rules hold before they are read again. RFC 9309: a day at most. */
  readonly ttlMs: number;
  /** How long a site that could not be asked is left alone. */
  readonly retryMs: number;
}

export type RobotsVerdict =
  | { readonly verdict: 'allowed'; readonly crawlDelayMs: number }
  | { readonly verdict: 'forbidden'; readonly reason: string };

interface Rules {
  readonly expiresAt: number;
  judge(url: string): RobotsVerdict;
}

const ALLOWED: RobotsVerdict = { verdict: 'allowed', crawlDelayMs: 0 };
/** What is read of a file: the least that RFC 9309, 2.5, asks for. */
const MOST_BYTES = 512_000;
const MOST_ORIGINS = 2_000;
/** A site that says nothing in a form that holds rules has none. */
const NO_RULES_CODES: ReadonlySet<string> = new Set([
  'EGRESS_CONTENT_TYPE',
  'EGRESS_REDIRECT_LIMIT',
  'EGRESS_REDIRECT',
]);

/**
 * What sites allow (RFC 9309), by origin, kept for a while in this process. A file that is not there (4xx) allows everything; one that cannot
 * be had (5xx, no answer) forbids everything for now.
 */
export class RobotsRules {
  private readonly known = new Map<string, Promise<Rules>>();

  constructor(
    private readonly safeFetch: SafeFetch,
    private readonly options: RobotsOptions,
  ) {}

  /** @throws the reason of `signal` when it fires first. */
  async judge(url: string, signal: AbortSignal): Promise<RobotsVerdict> {
    const { origin, pathname } = new URL(url);
    if (pathname === '/robots.txt') return ALLOWED;
    const known = await this.known.get(origin)?.catch(() => undefined);
    if (known && known.expiresAt > Date.now()) return known.judge(url);
    return (await this.refresh(origin, signal)).judge(url);
  }

  private refresh(origin: string, signal: AbortSignal): Promise<Rules> {
    const reading = this.read(origin, signal);
    this.known.delete(origin);
    this.known.set(origin, reading);
    // Who gives up says nothing about the site.
    reading.catch(() => this.known.get(origin) === reading && this.known.delete(origin));
    const oldest = this.known.size > MOST_ORIGINS ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    return reading;
  }

  private async read(origin: string, signal: AbortSignal): Promise<Rules> {
    const url = `${origin}/robots.txt`;
    const { userAgent, ttlMs, retryMs } = this.options;
    const forAll = (verdict: RobotsVerdict, forMs: number): Rules => ({
      expiresAt: Date.now() + forMs,
      judge: () => verdict,
    });
    const closed = (why: string) =>
      forAll({ verdict: 'forbidden', reason: `robots.txt of ${origin} could not be read (${why})` }, retryMs);
    try {
      const headers = { 'user-agent': userAgent };
      const answer = await this.safeFetch.fetch(url, { headers, accept: ['text/*', 'application/*'], signal });
      if (answer.status >= 500) return closed(`status ${answer.status}`);
      if (answer.status >= 300) return forAll(ALLOWED, ttlMs);
      const text = decodeText(answer.body.subarray(0, MOST_BYTES));
      return { expiresAt: Date.now() + ttlMs, judge: rulesIn(text, url, userAgent) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof EgressRefused && NO_RULES_CODES.has(error.code)) return forAll(ALLOWED, ttlMs);
      if (error instanceof EgressRefused || error instanceof EgressFailed) return closed(error.reason);
      throw error;
    }
  }
}

function rulesIn(text: string, robotsUrl: string, userAgent: string): Rules['judge'] {
  const rules = robotsParser(robotsUrl, withoutExcess(text));
  const delay = rules.getCrawlDelay(userAgent) ?? 0;
  const crawlDelayMs = Number.isFinite(delay) ? Math.max(0, delay * 1_000) : Number.MAX_SAFE_INTEGER;
  return (url) =>
    rules.isAllowed(url, userAgent) === false
      ? { verdict: 'forbidden', reason: 'robots.txt of the site forbids it' }
      : { verdict: 'allowed', crawlDelayMs };
}

/**
 * Judging a URL costs up to its length for each character of a pattern: what a file has of them beyond 64 KB, which no honest one does, is left
 * out.
 */
function withoutExcess(text: string): string {
  let left = 65_536;
  const lines = text.split(/\r\n|\r|\n/);
  return lines
    .filter((line) => !line.includes('*') || /^\s*user-agent/i.test(line) || (left -= line.length) >= 0)
    .join('\n');
}
