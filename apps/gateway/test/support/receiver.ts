import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** Somebody who wants to be told: keeps what comes and answers as a test says. */
export interface Receiver {
  readonly origin: string;
  readonly received: readonly Received[];
  /** What is answered at a path from now on; 204 where nothing is said. */
  answer(path: string, with_: (response: ServerResponse, nth: number) => void): void;
  /** What came to a path. */
  at(path: string): Received[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers = new Map<string, (response: ServerResponse, nth: number) => void>();
  const at = (path: string): Received[] => received.filter((each) => each.path === path);
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
      const usual = (): void => void response.writeHead(204).end();
      (answers.get(path) ?? usual)(response, at(path).length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (path, with_) => void answers.set(path, with_),
    at,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Whether what came is signed with this secret, just now: what a receiver has to ask. */
export function fits(secret: string, { headers, body }: Received): boolean {
  const [, seconds = '', signatures = ''] = /^t=(\d+),(.*)$/.exec(String(headers['raptorflow-signature'])) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return Math.abs(Number(seconds) - Date.now() / 1_000) < 60 && signatures.split(',').includes(`v1=${expected}`);
}
