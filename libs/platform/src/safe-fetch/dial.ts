import { connect, isIP, type Socket } from 'node:net';

/** A connection to open. `address` has been judged: it is dialled as it stands, never resolved. */
export interface DialTarget {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  /** Aborted when the connect time or the whole call is over. */
  readonly signal: AbortSignal;
}

/**
 * Opens a plain TCP connection and nothing else: names, TLS and every decision are settled outside. Rejects with the
 * socket's error, or with the signal's reason.
 */
export type Dial = (target: DialTarget) => Promise<Socket>;

/** The `Dial` of every service. Refuses anything but an address, so that no second name resolution can creep in. */
export const dialTcp: Dial = ({ address, family, port, signal }) =>
  new Promise((resolve, reject) => {
    if (isIP(address) !== family) throw new TypeError('Only a checked address can be dialled');
    signal.throwIfAborted();
    const socket = connect({ host: address, family, port, noDelay: true });
    const abort = () => socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', reject);
    socket.once('close', () => signal.removeEventListener('abort', abort));
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort);
      resolve(socket);
    });
  });
