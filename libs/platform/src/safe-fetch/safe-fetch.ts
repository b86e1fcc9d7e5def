import { abortable, withDeadline } from './abortable';
import { type Dial, dialTcp } from './dial';
import { type Answer, exchange } from './exchange';
import { type EgressMethod, type Hop, judgeRedirect, type RedirectVerdict } from './judge-redirect';
import { DEFAULT_ACCEPT, type ResponseHead } from './judge-response';
import { judgeUrl } from './judge-url';
import { openCheckedSocket, type Resolve, resolveWithSystem } from './open-checked-socket';
import { parseOrigins } from './parse-origins';
import { judgeRequestHeaders } from './request-headers';
import { EgressFailed, type EgressFailureCode, EgressRefused } from './safe-fetch.errors';

export interface SafeFetchOptions {
  /** Exact origins that may be private and on any port (EGRESS_ORIGINS). Empty in production. */
  readonly allowedOrigins: readonly string[];
  /** Default: the operating system's resolver. */
  readonly resolve?: Resolve;
  /** Opens the TCP connection to an address that was checked. Default: dials it. */
  readonly dial?: Dial;
  /** Cap of the body, as sent and inflated. Default 5 MB. */
  readonly maxBytes?: number;
  /** The whole fetch: lookup, redirects and body. Default 10 s. */
  readonly timeoutMs?: number;
  /** TCP and TLS of one hop. Default 3 s. */
  readonly connectTimeoutMs?: number;
  /** Default 3. */
  readonly maxRedirects?: number;
  /** PEM certificates trusted besides the public authorities. */
  readonly trustedCertificates?: readonly string[];
  /** Told each time an origin is reached only because it is in `allowedOrigins`; log it. */
  readonly onPrivateOrigin?: (origin: string) => void;
}

export interface SafeFetchRequest {
  /** Default GET. */
  readonly method?: EgressMethod;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only with POST. */
  readonly body?: string | Uint8Array;
  /** Content types to be read: `text/html`, `image/*`. Default: `DEFAULT_ACCEPT`. */
  readonly accept?: readonly string[];
  /**
   * Asked before a redirect is followed, once its URL has passed: why it is not to be followed, or undefined. What it takes counts
   * against the time of the fetch, and what it throws ends the fetch as it is.
   */
  readonly refuseRedirect?: (url: string) => Promise<string | undefined>;
  /**
   * Only status and headers are wanted: what comes after them is left unread, whatever it is, and a redirect is an answer like any other,
   * not followed.
   */
  readonly headOnly?: true;
  readonly signal?: AbortSignal;
}

export interface SafeFetchResponse {
  /** Of the answer, after redirects, without fragment. */
  readonly url: string;
  /** Any status that is not a followed redirect: 404 and 500 are answers too. */
  readonly status: number;
  /** Lower-case names; values of a repeated header joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Type and subtype in lower case; parameters are in `headers`. Empty when there is no body. */
  readonly contentType: string;
  /** Inflated. */
  readonly body: Buffer;
  /** The URLs that redirected, in order. */
  readonly redirects: readonly string[];
}

type EndCall = (code: EgressFailureCode, reason: string, cause?: unknown) => void;

const NO_ORIGINS: ReadonlySet<string> = new Set();

/**
 * The only way to fetch a URL that a user, a page or a vendor's answer named. One per service. Each hop is judged anew:
 * URL, every resolved address, the answer's type and size; the connection goes to the address that was judged and is
 * used for one request. Fails closed with `EgressRefused` (a rule forbids it) or `EgressFailed` (it did not work).
 *
 * What surprises: an allowed origin keeps its permission only while redirects stay on it; another origin is judged as
 * public, even if it is on the list too. Cookies are not kept. For a URL from our own configuration use `pinnedClient`.
 */
export class SafeFetch {
  readonly #allowedOrigins: ReadonlySet<string>;
  readonly #options: Required<Omit<SafeFetchOptions, 'allowedOrigins' | 'onPrivateOrigin'>>;
  readonly #onPrivateOrigin: (origin: string) => void;
  readonly #calls = new Map<Promise<unknown>, EndCall>();
  #isClosed = false;

  /** Throws a TypeError when `allowedOrigins` has something that is not an exact origin. */
  constructor(options: SafeFetchOptions) {
    this.#allowedOrigins = parseOrigins(options.allowedOrigins);
    this.#onPrivateOrigin = options.onPrivateOrigin ?? (() => undefined);
    this.#options = {
      resolve: options.resolve ?? resolveWithSystem,
      dial: options.dial ?? dialTcp,
      maxBytes: options.maxBytes ?? 5_000_000,
      timeoutMs: options.timeoutMs ?? 10_000,
      connectTimeoutMs: options.connectTimeoutMs ?? 3_000,
      maxRedirects: options.maxRedirects ?? 3,
      trustedCertificates: options.trustedCertificates ?? [],
    };
  }

  /** Fetches once, with no retry. Rejects with `EgressRefused` or `EgressFailed`, nothing else of its own. */
  async fetch(url: string, request: SafeFetchRequest = {}): Promise<SafeFetchResponse> {
    if (this.#isClosed) throw new EgressFailed('EGRESS_CLOSED', url, 'the service is stopping');
    const hop = firstHop(url, request);
    const call = new AbortController();
    const end: EndCall = (code, reason, cause) => call.abort(new EgressFailed(code, url, reason, { cause }));
    const cancel = () => end('EGRESS_CANCELLED', 'the caller gave up', request.signal?.reason);
    if (request.signal?.aborted) cancel();
    request.signal?.addEventListener('abort', cancel, { once: true });

    const { timeoutMs } = this.#options;
    const tooSlow = () => new EgressFailed('EGRESS_TIMEOUT', url, `no complete answer in ${timeoutMs} ms`);
    const answer = withDeadline(timeoutMs, call.signal, tooSlow, (signal) => this.#follow(hop, request, signal));
    this.#calls.set(answer, end);
    try {
      return await answer;
    } finally {
      this.#calls.delete(answer);
      request.signal?.removeEventListener('abort', cancel);
    }
  }

  /**
   * Why a rule forbids this URL, whatever its host resolves to: for telling whoever names one that is to be fetched later. Undefined when it
   * would be tried, which is no promise.
   */
  refusalOf(url: string): EgressRefused | undefined {
    const judged = judgeUrl(url, this.#allowedOrigins);
    return judged.verdict === 'refused' ? new EgressRefused(judged.code, url, judged.reason) : undefined;
  }

  /** Ends every call with EGRESS_CLOSED and resolves once none is left. Later calls are refused in the same way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const calls = [...this.#calls];
    for (const [, end] of calls) end('EGRESS_CLOSED', 'the service is stopping');
    await Promise.allSettled(calls.map(([answer]) => answer));
  }

  async #follow(first: Hop, request: SafeFetchRequest, signal: AbortSignal): Promise<SafeFetchResponse> {
    const { maxRedirects, maxBytes } = this.#options;
    const accept = request.accept ?? DEFAULT_ACCEPT;
    const redirects: string[] = [];
    let permitted = this.#allowedOrigins;
    let hop = first;
    for (;;) {
      const judged = judgeUrl(hop.url, permitted);
      if (judged.verdict === 'refused') throw new EgressRefused(judged.code, hop.url, judged.reason);
      const { target } = judged;
      if (redirects.length > 0 && request.refuseRedirect) {
        const reason = await abortable(request.refuseRedirect(target.url.href), signal);
        if (reason !== undefined) throw new EgressRefused('EGRESS_REDIRECT_UNWANTED', target.url, reason);
      }
      signal.throwIfAborted();
      if (target.policy === 'operator') this.#onPrivateOrigin(target.url.origin);

      const sent: Hop = { ...hop, url: target.url.href };
      const redirectOf = ({ status, headers }: ResponseHead): RedirectVerdict =>
        request.headOnly
          ? { verdict: 'final' }
          : judgeRedirect(sent, { status, location: headers['location'] }, redirects.length, maxRedirects);
      const wantsBody = (head: ResponseHead) => !request.headOnly && redirectOf(head).verdict === 'final';
      const socket = await openCheckedSocket(target, { ...this.#options, signal });
      const answer = await exchange(socket, target, sent, { accept, maxBytes, wantsBody, signal });

      const redirect = redirectOf(answer.head);
      if (redirect.verdict === 'refused') throw new EgressRefused(redirect.code, target.url, redirect.reason);
      if (redirect.verdict === 'final') return responseOf(target.url, answer, redirects);
      redirects.push(target.url.href);
      if (!redirect.sameOrigin) permitted = NO_ORIGINS;
      hop = redirect.next;
    }
  }
}

function firstHop(url: string, { method = 'GET', headers = {}, body, accept = DEFAULT_ACCEPT }: SafeFetchRequest): Hop {
  const judged = judgeRequestHeaders(headers, { accept: accept.join(', '), 'user-agent': 'RaptorFlow-Codex' });
  if (judged.verdict === 'refused') throw new EgressRefused('EGRESS_REQUEST_HEADER', url, judged.reason);
  return { url, method, headers: judged.headers, body: method === 'POST' ? body : undefined };
}

function responseOf(url: URL, { head, contentType, body }: Answer, redirects: string[]): SafeFetchResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(head.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { url: url.href, status: head.status, headers, contentType, body, redirects };
}
