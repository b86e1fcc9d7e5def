import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { Hop } from './judge-redirect';
import { judgeResponse, type ResponseHead } from './judge-response';
import type { UrlTarget } from './judge-url';
import { readBody, SUPPORTED_CODINGS } from './read-body';
import { EgressFailed, EgressRefused } from './safe-fetch.errors';

export interface ExchangeOptions {
  /** Content types whose body is read; see `judgeResponse`. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  /** Told the head of the answer: whether its body is wanted. A redirect is left unread. */
  readonly wantsBody: (head: ResponseHead) => boolean;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly head: ResponseHead;
  readonly contentType: string;
  /** Inflated; empty when it was not wanted. */
  readonly body: Buffer;
}

const MAX_HEADER_BYTES = 16_384;
// deflate is left out: servers disagree about its format.
const ACCEPT_ENCODING = [...SUPPORTED_CODINGS].filter((coding) => coding !== 'deflate').join(', ');

/**
 * Sends one request over one connection and ends the connection. undici never dials: it is handed `socket`, once, so
 * neither a retry, a proxy variable nor a pool can lead the request elsewhere. Consumes `socket` in every case.
 * Throws `EgressRefused` EGRESS_CONTENT_*, `EgressFailed` EGRESS_NETWORK, EGRESS_HEADERS_TOO_LARGE, EGRESS_BODY_*, or the
 * signal's reason.
 */
export async function exchange(
  socket: Socket,
  { url }: UrlTarget,
  hop: Hop,
  options: ExchangeOptions,
): Promise<Answer> {
  const client = clientOver(socket, url);
  try {
    const { statusCode, headers, body } = await client.request({
      path: url.pathname + url.search,
      method: hop.method,
      headers: { ...hop.headers, 'accept-encoding': ACCEPT_ENCODING },
      body: hop.body ?? null,
      reset: true,
      signal: options.signal,
    });
    body.on('error', () => undefined); // a body left unread fails when its connection ends
    const head: ResponseHead = { method: hop.method, status: statusCode, headers };
    if (!options.wantsBody(head)) return { head, contentType: '', body: Buffer.alloc(0) };

    const judged = judgeResponse(head, options.accept, SUPPORTED_CODINGS);
    if (judged.verdict === 'refused') throw new EgressRefused(judged.code, url, judged.reason);
    if (!judged.hasBody) return { head, contentType: judged.contentType, body: Buffer.alloc(0) };
    if (Number(headers['content-length'] ?? 0) > options.maxBytes) {
      throw new EgressFailed('EGRESS_BODY_TOO_LARGE', url, `the body is over ${options.maxBytes} bytes`);
    }
    return {
      head,
      contentType: judged.contentType,
      body: await readBody(body, judged.codings, options.maxBytes, url),
    };
  } catch (error) {
    options.signal.throwIfAborted();
    throw asEgressError(error, url);
  } finally {
    await client.destroy();
    socket.destroy();
  }
}

function clientOver(socket: Socket, url: URL): Client {
  let unused: Socket | undefined = socket;
  return new Client(url.origin, {
    maxHeaderSize: MAX_HEADER_BYTES,
    // The signal bounds the whole call; undici's own timers would only hide which limit was met.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_options, done) => {
      const checked = unused;
      unused = undefined;
      // undici expects the answer after this function has returned.
      setImmediate(() => (checked ? done(null, checked) : done(new Error('a checked connection serves once'), null)));
    },
  });
}

function asEgressError(error: unknown, url: URL): EgressRefused | EgressFailed {
  if (error instanceof EgressRefused || error instanceof EgressFailed) return error;
  if ((error as NodeJS.ErrnoException).code === 'UND_ERR_HEADERS_OVERFLOW') {
    const reason = `the response headers are over ${MAX_HEADER_BYTES} bytes`;
    return new EgressFailed('EGRESS_HEADERS_TOO_LARGE', url, reason, { cause: error });
  }
  return new EgressFailed('EGRESS_NETWORK', url, 'the connection broke or the peer does not speak HTTP/1.1', {
    cause: error,
  });
}
