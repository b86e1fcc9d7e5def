import type { StartedTestContainer } from 'testcontainers';
import type { TestServerKind } from './decide-servers';

/** Variables that `startServers` understands. */
export type ServerVariables = Partial<
  Record<'DATABASE_URL' | 'REDIS_BUS_URL' | 'REDIS_CACHE_URL' | 'CHROMA_URL', string>
>;

export interface StartedContainers {
  variables: ServerVariables;
  stop(): Promise<void>;
}

const PASSWORD = 'raptor-test';
const REDIS_IMAGE = 'redis:7.2.16-alpine';

interface ContainerRecipe {
  variable: keyof ServerVariables;
  image: string;
  port: number;
  command?: string[];
  environment?: Record<string, string>;
  url(address: string): string;
}

const POSTGRES_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

const RECIPES: Readonly<Record<TestServerKind, readonly ContainerRecipe[]>> = {
  postgres: [
    {
      variable: 'DATABASE_URL',
      image: 'postgres:17.10-bookworm',
      port: 5432,
      command: ['postgres', ...POSTGRES_SETTINGS.flatMap((setting) => ['-c', setting])],
      environment: { POSTGRES_PASSWORD: PASSWORD },
      url: (address) => `postgresql://postgres:${PASSWORD}@${address}/postgres`,
    },
  ],
  redis: [
    {
      variable: 'REDIS_BUS_URL',
      image: REDIS_IMAGE,
      port: 6379,
      command: [
        'redis-server',
        '--save',
        '',
        '--appendonly',
        'yes',
        '--appendfsync',
        'no',
        '--maxmemory-policy',
        'noeviction',
      ],
      url: (address) => `redis://${address}`,
    },
    {
      variable: 'REDIS_CACHE_URL',
      image: REDIS_IMAGE,
      port: 6379,
      command: ['redis-server', '--save', '', '--maxmemory', '128mb', '--maxmemory-policy', 'allkeys-lru'],
      url: (address) => `redis://${address}`,
    },
  ],
  chroma: [
    { variable: 'CHROMA_URL', image: 'chromadb/chroma:1.5.9', port: 8000, url: (address) => `http://${address}` },
  ],
};

/** Runs servers in containers. What they need to be ready is not known here: `startServers` probes each by its own protocol. */
export async function startContainers(kinds: readonly TestServerKind[]): Promise<StartedContainers> {
  // Heavy, and only one run in a hundred uses it.
  const { GenericContainer, Wait } = await import('testcontainers');
  const started: StartedTestContainer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((container) => container.stop()));
  };
  const run = async (recipe: ContainerRecipe): Promise<[string, string]> => {
    const described = new GenericContainer(recipe.image)
      .withExposedPorts(recipe.port)
      .withEnvironment(recipe.environment ?? {})
      .withWaitStrategy(Wait.forListeningPorts());
    const container = await (recipe.command ? described.withCommand(recipe.command) : described).start();
    started.push(container);
    return [recipe.variable, recipe.url(`${container.getHost()}:${container.getMappedPort(recipe.port)}`)];
  };
  try {
    const results = await Promise.allSettled(kinds.flatMap((kind) => RECIPES[kind]).map(run));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return {
      variables: Object.fromEntries(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))),
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(
      `A container for the tests did not start: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
