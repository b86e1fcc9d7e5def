import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to Postgres that counts who spoke when. */
export interface CountingWire {
  readonly url: string;
  /** Times a client spoke after it had been spoken to, over all connections, since the last reset. */
  roundTrips(): number;
  reset(): void;
  close(): Promise<void>;
}

export async function countingWire(databaseUrl: string): Promise<CountingWire> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let trips = 0;
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
    reset: () => (trips = 0),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
