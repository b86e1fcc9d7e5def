import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { type Dial, dialTcp } from '../dial';
import type { Resolve } from '../open-checked-socket';
import { selfSignedCertificate } from './certificate';

export const PUBLIC_V4 = '93.184.216.34';
export const PUBLIC_V6 = '2606:2800:220:1:248:1893:25c8:1946';

export interface ReceivedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Page = (response: ServerResponse, request: ReceivedRequest) => void;

/**
 * A web in miniature on loopback. `dial` takes the place of the real one: connections to the two public test addresses
 * reach the local sites, connections to any other address reach a canary that only counts them.
 */
export interface LocalWeb {
  readonly dial: Dial;
  /** Every address dialled, in order. */
  readonly dialled: string[];
  readonly requests: ReceivedRequest[];
  readonly canary: Canary;
  /** The sites' own authority. */
  readonly certificate: string;
  /** Where the http and https sites really listen. */
  readonly localPort: number;
  readonly localTlsPort: number;
  /** Serves `page` at this URL, by its public name. */
  serve(url: string, page: Page): void;
  /** Forgets pages, requests and dialled addresses. */
  reset(): void;
  close(): Promise<void>;
}

export interface Canary {
  readonly connections: number;
  /** The ports of 127.0.0.1 and, where the machine has it, ::1. */
  readonly ports: { readonly 4: number; readonly 6: number | undefined };
}

/** Answers with HTML. */
export const html =
  (text: string): Page =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
  };

export const redirectTo =
  (location: string, status = 302): Page =>
  (response) => {
    response.writeHead(status, { location }).end();
  };

/** Looks names up in `answers`; every other name is at the public IPv4 test address. */
export const resolveFrom =
  (answers: Readonly<Record<string, readonly string[]>> = {}): Resolve =>
  (hostname) =>
    Promise.resolve((answers[hostname] ?? [PUBLIC_V4]).map((address) => ({ address, family: 4 as const })));

/** Starts the sites and canaries; all on loopback, on ports the system chooses. */
export async function startLocalWeb(): Promise<LocalWeb> {
  const pages = new Map<string, Page>();
  const requests: ReceivedRequest[] = [];
  const dialled: string[] = [];
  const names = ['example.com', '*.example.com', 'xn--mnchen-3ya.example.com'];
  const certificate = selfSignedCertificate(names, [PUBLIC_V4]);
  const site =
    (scheme: string): RequestListener =>
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = `${scheme}://${request.headers.host}${request.url}`;
        const body = Buffer.concat(chunks).toString();
        const received = { url, method: request.method ?? '', headers: request.headers, body };
        requests.push(received);
        const page = pages.get(url) ?? ((answer) => answer.writeHead(404, { 'content-type': 'text/plain' }).end());
        page(response, received);
      });
    };
  const http = createHttpServer(site('http'));
  const https = createHttpsServer({ cert: certificate.cert, key: certificate.key }, site('https'));
  let canaryConnections = 0;
  const countConnection = () => createTcpServer((socket) => void (canaryConnections++, socket.destroy()));
  const canary4 = countConnection();
  const canary6 = countConnection();

  const httpPort = await listen(http, '127.0.0.1');
  const httpsPort = await listen(https, '127.0.0.1');
  const canaryPort4 = await listen(canary4, '127.0.0.1');
  const canaryPort6 = await listen(canary6, '::1').catch(() => undefined);

  return {
    requests,
    dialled,
    certificate: certificate.cert,
    localPort: httpPort,
    localTlsPort: httpsPort,
    canary: {
      get connections() {
        return canaryConnections;
      },
      ports: { 4: canaryPort4, 6: canaryPort6 },
    },
    dial: (target) => {
      dialled.push(target.address);
      const local = { signal: target.signal, address: '127.0.0.1', family: 4 } as const;
      if (target.address === PUBLIC_V4 || target.address === PUBLIC_V6) {
        return dialTcp({ ...local, port: target.port === 443 ? httpsPort : httpPort });
      }
      const isV6 = target.family === 6 && canaryPort6 !== undefined;
      return dialTcp(isV6 ? { ...target, address: '::1', port: canaryPort6 } : { ...local, port: canaryPort4 });
    },
    serve: (url, page) => void pages.set(url, page),
    reset: () => {
      pages.clear();
      requests.length = 0;
      dialled.length = 0;
      canaryConnections = 0;
    },
    close: async () => {
      http.closeAllConnections();
      https.closeAllConnections();
      await Promise.all([http, https, canary4, canary6].map(closeServer));
    },
  };
}

/** Listens on a port that the system chooses and resolves to it. */
export function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
