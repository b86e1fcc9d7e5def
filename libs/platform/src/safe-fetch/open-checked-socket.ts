import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { connect as startTls, rootCertificates } from 'node:tls';
import { abortable, withDeadline } from './abortable';
import type { Dial } from './dial';
import { judgeAddress } from './judge-address';
import type { UrlTarget } from './judge-url';
import { EgressFailed, EgressRefused } from './safe-fetch.errors';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Turns a name into all its addresses. Never called for a literal address. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The operating system's resolver, hosts file included. */
export const resolveWithSystem: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

export interface SocketOptions {
  readonly resolve: Resolve;
  readonly dial: Dial;
  /** TCP and TLS together; name resolution counts only against `signal`. */
  readonly connectTimeoutMs: number;
  /** PEM certificates trusted besides the public authorities that come with Node. */
  readonly trustedCertificates: readonly string[];
  readonly signal: AbortSignal;
}

const MAX_ADDRESSES_TRIED = 3;
const BROKEN_CONNECTION: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Resolves, judges every address, and connects to one that was judged. One address outside the policy among many
 * refuses the host: which of them another resolver would pick is not ours to guess. The name is resolved once, and
 * what was judged is what is dialled. TLS speaks to, and verifies, the host name.
 * Throws `EgressRefused` EGRESS_ADDRESS and `EgressFailed` EGRESS_DNS*, EGRESS_CONNECT, EGRESS_TLS, or the signal's reason.
 */
export async function openCheckedSocket(target: UrlTarget, options: SocketOptions): Promise<Socket> {
  const addresses = await checkedAddresses(target, options);
  const tooSlow = () =>
    new EgressFailed('EGRESS_CONNECT', target.url, `not connected in ${options.connectTimeoutMs} ms`);
  return withDeadline(options.connectTimeoutMs, options.signal, tooSlow, async (signal) => {
    const socket = await dialFirst(target, addresses, options, signal);
    // Between here and its first reader a broken socket must not end the process; the reader sees `errored`.
    socket.on('error', () => undefined);
    return target.url.protocol === 'https:' ? secure(socket, target, options.trustedCertificates, signal) : socket;
  });
}

async function checkedAddresses(target: UrlTarget, options: SocketOptions): Promise<ResolvedAddress[]> {
  const resolved = target.isLiteral
    ? [{ address: target.hostname }]
    : await abortable(resolveName(target, options.resolve), options.signal);
  return resolved.map(({ address }) => {
    const judged = judgeAddress(address, target.policy);
    if (judged.verdict === 'refused') {
      throw new EgressRefused('EGRESS_ADDRESS', target.url, 'the host has an address that is not fetched from');
    }
    return { address: judged.address, family: judged.family };
  });
}

async function resolveName({ url, hostname }: UrlTarget, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  let addresses: readonly ResolvedAddress[];
  try {
    addresses = await resolve(hostname);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const isUnknown = code === 'ENOTFOUND' || code === 'ENODATA';
    throw isUnknown
      ? new EgressFailed('EGRESS_DNS_NOT_FOUND', url, 'the host has no address', { cause })
      : new EgressFailed('EGRESS_DNS', url, 'the host could not be looked up', { cause });
  }
  if (addresses.length === 0) throw new EgressFailed('EGRESS_DNS_NOT_FOUND', url, 'the host has no address');
  return addresses;
}

/** One address after the other, each with an equal share of the time, so that one that swallows packets costs a part. */
async function dialFirst(
  { url, port }: UrlTarget,
  addresses: readonly ResolvedAddress[],
  { dial, connectTimeoutMs }: SocketOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const tried = addresses.slice(0, MAX_ADDRESSES_TRIED);
  const shareMs = connectTimeoutMs / tried.length;
  const failures: unknown[] = [];
  for (const address of tried) {
    try {
      const tooSlow = () => new Error(`no connection in ${shareMs} ms`);
      return await withDeadline(shareMs, signal, tooSlow, (share) =>
        abortable(dial({ ...address, port, signal: share }), share, (late) => late.destroy()),
      );
    } catch (error) {
      signal.throwIfAborted();
      failures.push(error);
    }
  }
  throw new EgressFailed('EGRESS_CONNECT', url, 'no address of the host accepted a connection', {
    cause: new AggregateError(failures),
  });
}

function secure(
  socket: Socket,
  { url, hostname }: UrlTarget,
  trustedCertificates: readonly string[],
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const tls = startTls({
      socket,
      host: hostname, // what the certificate is checked against
      ...(isIP(hostname) === 0 && { servername: hostname }), // SNI is for names only (RFC 6066)
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true, // said aloud, because NODE_TLS_REJECT_UNAUTHORIZED=0 changes the default
      ...(trustedCertificates.length > 0 && { ca: [...rootCertificates, ...trustedCertificates] }),
    });
    const abort = () => tls.destroy(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    tls.on('error', (cause) => {
      socket.destroy();
      reject(signal.aborted ? cause : handshakeError(cause, url));
    });
    tls.once('secureConnect', () => {
      signal.removeEventListener('abort', abort);
      resolve(tls);
    });
  });
}

function handshakeError(cause: NodeJS.ErrnoException, url: URL): EgressFailed {
  return BROKEN_CONNECTION.has(cause.code ?? '')
    ? new EgressFailed('EGRESS_CONNECT', url, 'the connection broke during the TLS handshake', { cause })
    : new EgressFailed('EGRESS_TLS', url, 'no valid TLS for this host', { cause });
}
