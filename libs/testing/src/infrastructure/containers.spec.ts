import { startContainers } from './containers';

interface FakeContainer {
  image: string;
  command: string[];
  stopped: boolean;
}

const containers: FakeContainer[] = [];
let failingImage = '';

// Docker is not ours and not on every machine: this stands in for its client library.
jest.mock('testcontainers', () => {
  class GenericContainer {
    private port = 0;
    private command: string[] = [];
    constructor(private readonly image: string) {}
    withExposedPorts(port: number): this {
      this.port = port;
      return this;
    }
    withEnvironment(): this {
      return this;
    }
    withWaitStrategy(): this {
      return this;
    }
    withCommand(command: string[]): this {
      this.command = command;
      return this;
    }
    async start(): Promise<unknown> {
      if (this.image.startsWith(failingImage) && failingImage) throw new Error('no such image');
      const container: FakeContainer = { image: this.image, command: this.command, stopped: false };
      containers.push(container);
      return {
        getHost: () => 'docker.local',
        getMappedPort: (port: number) => port + (port === this.port ? 40_000 : 0),
        stop: async () => void (container.stopped = true),
      };
    }
  }
  return { GenericContainer, Wait: { forListeningPorts: () => undefined } };
});

describe('servers in containers', () => {
  beforeEach(() => {
    containers.length = 0;
    failingImage = '';
  });

  it('are named by the variables that embedded servers understand', async () => {
    const { variables } = await startContainers(['postgres', 'redis', 'chroma']);
    expect(variables).toEqual({
      DATABASE_URL: 'postgresql://postgres:raptor-test@docker.local:45432/postgres',
      REDIS_BUS_URL: 'redis://docker.local:46379',
      REDIS_CACHE_URL: 'redis://docker.local:46379',
      CHROMA_URL: 'http://docker.local:48000',
    });
  });

  it('are only those asked for, with a bus that evicts nothing and a cache that does', async () => {
    await startContainers(['redis']);
    expect(containers.map(({ command }) => command.at(-1))).toEqual(['noeviction', 'allkeys-lru']);
  });

  it('stop together', async () => {
    const started = await startContainers(['postgres', 'redis']);
    await started.stop();
    expect(containers.map(({ stopped }) => stopped)).toEqual([true, true, true]);
  });

  it('leave none running when one of them does not start', async () => {
    failingImage = 'chromadb/';
    await expect(startContainers(['postgres', 'chroma'])).rejects.toThrow(
      'A container for the tests did not start: no such image',
    );
    expect(containers.map(({ stopped }) => stopped)).toEqual([true]);
  });
});
