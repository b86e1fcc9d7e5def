import { Pool, fetch as undiciFetch, type RequestInit, type Response } from 'undici';
import { type Dial, dialTcp } from './dial';
import { judgeUrl, type UrlTarget } from './judge-url';
import { openCheckedSocket, type Resolve, resolveWithSystem } from './open-checked-socket';
import { EgressFailed, EgressRefused } from './safe-fetch.errors';

export interface PinnedClientOptions {
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  /** TCP and TLS of a connection. Default 3 s. */
  readonly connectTimeoutMs?: number;
  /** The whole call, body included. Default: none; pass a signal where the deadline belongs to one call. */
  readonly timeoutMs?: number;
  /** From the request to the first byte of the answer. Default 120 s, for models that think before they speak. */
  readonly headersTimeoutMs?: number;
  /** Between two pieces of the body. Default 20 s. */
  readonly idleTimeoutMs?: number;
  /** Cap of a body as it is sent. Default 32 MB. */
  readonly maxBytes?: number;
  /** Connections kept to the origin. Default 64. */
  readonly maxConnections?: number;
  /** How long `close` waits for answers under way, among them those whose body nobody reads. Default 2 s. */
  readonly closeGraceMs?: number;
  readonly trustedCertificates?: readonly string[];
}

export interface PinnedClient {
  readonly origin: string;
  /**
   * As the standard's `fetch`, streaming included, within the origin. `path` may be relative (`/v1/messages`) or an
   * absolute URL of the origin. Redirects are followed only inside the origin. Read or cancel the body, or its
   * connection stays taken. Rejects with `EgressRefused`, `EgressFailed`, or the reason of the caller's signal.
   */
  fetch(path: string | URL, init?: Omit<RequestInit, 'dispatcher'>): Promise<Response>;
  /** Waits for the answers under way, at most `closeGraceMs`, then ends the connections. Later calls fail. */
  close(): Promise<void>;
}

/**
 * A client for a URL from our own configuration: a model, a vendor. It may be private, and it reaches nothing but the
 * origin of `configuredUrl`: another absolute URL and a redirect elsewhere are refused. Connections are kept; each new
 * one resolves the name again and is checked like any other, except that private networks are permitted.
 * Throws `EgressRefused` when `configuredUrl` is not an http(s) URL without userinfo.
 */
export function pinnedClient(configuredUrl: string, options: PinnedClientOptions = {}): PinnedClient {
  const target = targetOf(configuredUrl);
  const { origin } = target.url;
  const pool = new Pool(origin, {
    connections: options.maxConnections ?? 64,
    headersTimeout: options.headersTimeoutMs ?? 120_000,
    bodyTimeout: options.idleTimeoutMs ?? 20_000,
    maxResponseSize: options.maxBytes ?? 32_000_000,
    connect: (_options, done) => {
      openCheckedSocket(target, {
        resolve: options.resolve ?? resolveWithSystem,
        dial: options.dial ?? dialTcp,
        connectTimeoutMs: options.connectTimeoutMs ?? 3_000,
        trustedCertificates: options.trustedCertificates ?? [],
        signal: new AbortController().signal,
      }).then(
        (socket) => done(null, socket),
        (error: Error) => done(error, null),
      );
    },
  });
  // Every request passes here, those that follow a redirect too.
  const dispatcher = pool.compose((dispatch) => (request, handler) => {
    refuseOtherOrigin(String(request.origin), origin);
    return dispatch(request, handler);
  });

  return {
    origin,
    async fetch(path, init) {
      const asked = String(path);
      if (!URL.canParse(asked, origin)) throw new EgressRefused('EGRESS_URL_INVALID', asked, 'not a URL or a path');
      const url = new URL(asked, origin);
      refuseOtherOrigin(url.origin, origin);
      const timeout = options.timeoutMs === undefined ? [] : [AbortSignal.timeout(options.timeoutMs)];
      const signal = AbortSignal.any([...timeout, init?.signal ?? []].flat());
      try {
        return await undiciFetch(url, { ...init, signal, dispatcher });
      } catch (error) {
        init?.signal?.throwIfAborted();
        if (signal.aborted) throw new EgressFailed('EGRESS_TIMEOUT', url, `no answer in ${options.timeoutMs} ms`);
        throw asEgressError(error, url);
      }
    },
    async close() {
      const timer = setTimeout(() => void pool.destroy(), options.closeGraceMs ?? 2_000);
      await pool.close().finally(() => clearTimeout(timer));
    },
  };
}

function targetOf(configuredUrl: string): UrlTarget {
  const origin = URL.canParse(configuredUrl) ? new URL(configuredUrl).origin : '';
  const judged = judgeUrl(configuredUrl, new Set([origin]));
  if (judged.verdict === 'refused') throw new EgressRefused(judged.code, configuredUrl, judged.reason);
  return judged.target;
}

function refuseOtherOrigin(asked: string, origin: string): void {
  if (asked !== origin) throw new EgressRefused('EGRESS_ORIGIN', asked, `only ${origin} is reached by this client`);
}

/** The fetch standard wraps what went wrong in a TypeError, sometimes twice. */
function asEgressError(error: unknown, url: URL): EgressRefused | EgressFailed {
  for (let cause = error; cause; cause = (cause as { cause?: unknown }).cause) {
    if (cause instanceof EgressRefused || cause instanceof EgressFailed) return cause;
  }
  return new EgressFailed('EGRESS_NETWORK', url, 'the call broke off', { cause: error });
}
