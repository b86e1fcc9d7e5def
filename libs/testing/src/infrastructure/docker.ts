import { existsSync } from 'node:fs';
import { get, type RequestOptions } from 'node:http';
import { join } from 'node:path';

const ANSWER_WITHIN_MS = 300;

/** Whether a Docker engine answers `GET /_ping` within 300 ms, at DOCKER_HOST or at one of the usual sockets. */
export async function dockerAnswers(env: NodeJS.ProcessEnv, withinMs = ANSWER_WITHIN_MS): Promise<boolean> {
  const address = dockerAddress(env);
  return address !== undefined && (await answersPing(address, withinMs));
}

/** Where Docker would be; undefined when there is no such socket. */
export function dockerAddress(env: NodeJS.ProcessEnv): RequestOptions | undefined {
  const host = env.DOCKER_HOST?.trim();
  if (host?.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (host && URL.canParse(host)) {
    const { hostname, port } = new URL(host);
    return { host: hostname, port: port || 2375 };
  }
  const usual = ['/var/run/docker.sock', ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : [])];
  const socketPath = usual.find((path) => existsSync(path));
  return socketPath === undefined ? undefined : { socketPath };
}

function answersPing(address: RequestOptions, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ ...address, path: '/_ping', signal: AbortSignal.timeout(withinMs) }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('error', () => resolve(false));
  });
}
