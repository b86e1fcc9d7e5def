import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a client and Postgres that can be watched and cut. */
export interface WatchedWire {
  readonly url: string;
  /** Times a client spoke after it had been spoken to, over all connections, since the last reset. */
  roundTrips(): number;
  reset(): void;
  /** Called with every chunk from the client; the wire is cut before the chunk when it returns true. */
  cutWhen(condition: (chunk: Buffer) => boolean): void;
  /** From now on nothing passes, and nobody is told: what a hung server looks like. */
  freeze(): void;
  close(): Promise<void>;
}

export async function watchedWire(databaseUrl: string): Promise<WatchedWire> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let trips = 0;
  let frozen = false;
  let shouldCut: (chunk: Buffer) => boolean = () => false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isAnswered = true;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (chunk) => {
      if (frozen) return;
      if (shouldCut(chunk)) {
        end();
        return;
      }
      if (isAnswered) trips += 1;
      isAnswered = false;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      isAnswered = true;
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    roundTrips: () => trips,
    reset: () => {
      trips = 0;
    },
    freeze: () => {
      frozen = true;
    },
    cutWhen: (condition) => (shouldCut = condition),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
