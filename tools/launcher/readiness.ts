import { get } from 'node:http';

export interface Readiness {
  readonly ready: boolean;
  /** What the service said about itself; undefined while it does not answer. */
  readonly answer?: string;
}

/** Asks a service whether it is ready. Never throws: a service that does not answer within a second is not ready. */
export function askReadiness(url: string): Promise<Readiness> {
  return new Promise((resolve) => {
    const request = get(`${url}/readyz`, { agent: false, timeout: 1_000 }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (answer += chunk.slice(0, 2_000)));
      response.on('error', () => resolve({ ready: false }));
      response.on('end', () => resolve({ ready: response.statusCode === 200, answer }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ ready: false }));
  });
}
