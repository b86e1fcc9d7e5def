import { createServer } from 'node:net';

const handedOut = new Set<number>();

/**
 * A TCP port of 127.0.0.1 on which nobody listens: `preferred` when that is free, otherwise one the system chooses.
 * A port is not promised twice in one process, except as `preferred`. Another process may still take it before you do.
 */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await canListen(preferred))) {
    handedOut.add(preferred);
    return preferred;
  }
  for (;;) {
    const port = await listenOnce(0);
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

const canListen = (port: number): Promise<boolean> =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      probe.close(() => resolve(actual));
    });
  });
}
