import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAddress, dockerAnswers } from './docker';

describe('whether Docker answers', () => {
  let folder: string;
  let engine: Server | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raptorflow-docker-'));
  });

  afterEach(async () => {
    engine?.closeAllConnections();
    await new Promise((resolve) => (engine ? engine.close(resolve) : resolve(undefined)));
    engine = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  async function listen(answer: RequestListener): Promise<NodeJS.ProcessEnv> {
    const socket = join(folder, 'docker.sock');
    engine = createServer(answer);
    await new Promise<void>((resolve) => engine?.listen(socket, resolve));
    return { DOCKER_HOST: `unix://${socket}` };
  }

  it('is so when the engine answers a ping', async () => {
    const env = await listen((request, response) => response.writeHead(request.url === '/_ping' ? 200 : 404).end('OK'));
    expect(await dockerAnswers(env, 5_000)).toBe(true);
  });

  it('is not so when something else listens there', async () => {
    expect(await dockerAnswers(await listen((_request, response) => response.writeHead(404).end()))).toBe(false);
  });

  it('is not so when it does not answer at once', async () => {
    expect(await dockerAnswers(await listen(() => undefined))).toBe(false);
  });

  it('is not so when nobody listens', async () => {
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${join(folder, 'nobody.sock')}` })).toBe(false);
  });

  it('looks at DOCKER_HOST first', () => {
    expect(dockerAddress({ DOCKER_HOST: 'tcp://10.0.0.7:2376' })).toEqual({ host: '10.0.0.7', port: '2376' });
    expect(dockerAddress({ DOCKER_HOST: 'unix:///run/user/1000/docker.sock' })).toEqual({
      socketPath: '/run/user/1000/docker.sock',
    });
  });
});
