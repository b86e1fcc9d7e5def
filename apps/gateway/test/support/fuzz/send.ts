import { Agent, request } from 'node:http';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: Buffer;
}

/** What came back, and after how long; without a status when the connection was closed instead. */
export interface Came {
  readonly status: number | undefined;
  readonly type: string;
  readonly text: string;
  readonly retryAfter: string | undefined;
  readonly ms: number;
}

/** Longer is not waited for: it would be a fault anyway. */
const PATIENCE_MS = 15_000;

/** Sends requests as they are, over connections that are kept. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly baseUrl: string) {}

  close(): void {
    this.agent.destroy();
  }

  send({ method, path, headers, body }: Sent): Promise<Came> {
    const { hostname, port } = new URL(this.baseUrl);
    const began = performance.now();
    const length = body ? { 'content-length': String(body.length) } : {};
    return new Promise((resolve) => {
      const came = (status?: number, text = '', type = '', retryAfter?: string): void => {
        resolve({ status, text, type, retryAfter, ms: performance.now() - began });
      };
      const asked = request(
        { agent: this.agent, hostname, port, method, path, headers: { ...headers, ...length }, timeout: PATIENCE_MS },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', () => came());
          answer.on('end', () => {
            const { statusCode, headers: said } = answer;
            came(statusCode, Buffer.concat(chunks).toString(), said['content-type'] ?? '', said['retry-after']);
          });
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => came());
      asked.end(body);
    });
  }
}
