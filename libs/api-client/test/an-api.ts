import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Said {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Breaks the connection off instead of answering. */
  readonly breaksOff?: true;
  /** Does not answer for so long. */
  readonly afterMs?: number;
}

/** Something that answers like the API, with what a test says; it remembers what it was asked. */
export class AnApi {
  readonly heard: Heard[] = [];
  answer: (heard: Heard, count: number) => Said = () => ({ body: {} });
  private readonly server: Server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      this.heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const said = this.answer(this.heard.at(-1) as Heard, this.heard.length);
      const { status = 200, body, breaksOff, afterMs = 0 } = said;
      if (breaksOff) {
        request.socket.destroy();
        return;
      }
      const isText = typeof body === 'string';
      const type = status >= 400 ? 'application/problem+json' : isText ? 'text/plain' : 'application/json';
      setTimeout(() => {
        reply.writeHead(status, { 'content-type': type, ...said.headers });
        reply.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
      }, afterMs).unref();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

export const aProblem = (status: number, code: string, headers: Record<string, string> = {}): Said => ({
  status,
  headers,
  body: { type: 'urn:x', title: code, status, code, detail: `because of ${code}`, request_id: 'r-1', suggestion: 'do' },
});
