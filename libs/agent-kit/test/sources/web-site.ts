import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Page = string | ((response: ServerResponse, request: IncomingMessage) => void);

/** A site on loopback: what it has been asked for, and when. */
export interface WebSite {
  readonly origin: string;
  /** Paths, in the order of the requests. */
  readonly asked: { readonly path: string; readonly at: number; readonly userAgent: string | undefined }[];
  /** Most requests that were open at once. */
  readonly crowd: () => number;
  /** HTML under a path, or whatever a function answers. What is not there is a 404. */
  serve(path: string, page: Page): void;
  reset(): void;
  close(): Promise<void>;
}

export const text =
  (body: string, type = 'text/plain', status = 200): Page =>
  (response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

export const redirectTo =
  (location: string): Page =>
  (response) =>
    response.writeHead(302, { location }).end();

export async function openSite(): Promise<WebSite> {
  const pages = new Map<string, Page>();
  const asked: { path: string; at: number; userAgent: string | undefined }[] = [];
  let open = 0;
  let crowd = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, at: performance.now(), userAgent: request.headers['user-agent'] });
    crowd = Math.max(crowd, ++open);
    response.on('close', () => (open -= 1));
    const page = pages.get(path) ?? text('nothing here', 'text/plain', 404);
    if (typeof page === 'string') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else page(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    crowd: () => crowd,
    serve: (path, page) => void pages.set(path, page),
    reset: () => {
      pages.clear();
      asked.length = 0;
      crowd = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
