import { z } from 'zod';
import { ConfigurationError } from './load-config';
import { defineServiceConfig } from './platform.config';

const environment = {
  DATABASE_URL: 'postgres://raptor_muse:pg-secret@db:5432/raptorflow',
  REDIS_BUS_URL: 'redis://:bus-secret@bus:6379',
  REDIS_CACHE_URL: 'rediss://:cache-secret@cache:6379',
  CHROMA_URL: 'http://chroma:8000',
  BUS_KEYS: `b:${Buffer.alloc(32, 1).toString('base64')},a:${Buffer.alloc(32, 2).toString('base64')}`,
};

const definition = defineServiceConfig(
  'muse',
  { MUSE_STYLE: z.enum(['plain', 'florid']).default('plain') },
  (values) => ({
    style: values.MUSE_STYLE,
  }),
);

function problemsOf(extra: NodeJS.ProcessEnv, own = definition): string[] {
  try {
    own.load({ ...environment, ...extra });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return [...(error as ConfigurationError).problems];
  }
  return [];
}

describe('the configuration of a service', () => {
  it('needs four addresses, the keys of the bus, and has a default for the rest', () => {
    expect(definition.load(environment)).toMatchObject({
      service: 'muse',
      style: 'plain',
      environment: 'development',
      http: { host: '127.0.0.1', port: 8080, bodyLimitBytes: 262_144, trustedProxyHops: 0 },
      bus: {
        leaseMs: 30_000,
        maxAttempts: 5,
        concurrency: 16,
        queryTimeoutMs: 2_000,
        commandTimeoutMs: 2_000,
        keyRing: [{ kid: 'b' }, { kid: 'a' }],
      },
      heartbeat: { intervalMs: 30_000 },
      drain: { timeoutMs: 7_000 },
      egress: { origins: [] },
      redis: { busUrl: environment.REDIS_BUS_URL, cacheUrl: environment.REDIS_CACHE_URL, keyPrefix: 'raptor' },
    });
  });

  it.each(['', 'a:short', 'no-colon', `a b:${Buffer.alloc(32).toString('base64')}`, 'a:x,a:y'])(
    'refuses keys of the bus that would not protect it: %p',
    (keys) => {
      expect(problemsOf({ BUS_KEYS: keys }).join()).toMatch(/BUS_KEYS .*(npm run keys:bus|missing)/);
    },
  );

  it('lists every problem at once, of the platform and of the service, with what each variable is for', () => {
    const problems = problemsOf({
      DATABASE_URL: undefined,
      REDIS_BUS_URL: 'http://not-redis',
      PORT: 'eighty',
      BUS_LEASE_MS: '0',
      LOG_LEVEL: 'loud',
      MUSE_STYLE: 'gothic',
    });
    expect(problems).toHaveLength(6);
    const about = (variable: string) => problems.find((text) => text.startsWith(`${variable} `));
    expect(about('DATABASE_URL')).toBe("DATABASE_URL is missing (PostgreSQL URL of this service's own role)");
    expect(about('REDIS_BUS_URL')).toContain('must be a URL that begins with redis:// or rediss://');
    expect(about('PORT')).toMatch(/number.*\(port to listen on/);
    expect(about('BUS_LEASE_MS')).toContain('in ms)');
    expect(about('LOG_LEVEL')).toContain('fatal');
    expect(about('MUSE_STYLE')).toContain('florid');
  });

  it('takes an empty variable for an absent one', () => {
    expect(problemsOf({ CHROMA_URL: '' })).toEqual(['CHROMA_URL is missing (ChromaDB server)']);
    expect(definition.load({ ...environment, PORT: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' }).http.port).toBe(8080);
  });

  it('never prints a value', () => {
    const secret = 'hunter2-do-not-print';
    const variables = definition.variables.filter((name) => !['REPLICA_ID', 'HOST', 'SERVICE_VERSION'].includes(name));
    const broken = Object.fromEntries(variables.map((name) => [name, `${secret} ${name}:::`]));
    const text = new ConfigurationError(problemsOf(broken)).message;
    expect(problemsOf(broken).length).toBeGreaterThanOrEqual(variables.length);
    expect(text).not.toContain(secret);
  });

  it.each([
    ['alone', {}],
    ['beside other problems', { PORT: 'x', DATABASE_URL: '' }],
    ['beside an own problem', { MUSE_STYLE: 'gothic' }],
  ])('refuses EGRESS_ORIGINS in production, %s', (_how, others) => {
    const problems = problemsOf({ NODE_ENV: 'production', EGRESS_ORIGINS: 'http://10.0.0.5:8080', ...others });
    expect(problems.filter((text) => text.startsWith('EGRESS_ORIGINS must be empty in production'))).toHaveLength(1);
    expect(problems).toHaveLength(1 + Object.keys(others).length);
  });

  it('takes exact origins elsewhere, and nothing that is not one', () => {
    const { egress } = definition.load({
      ...environment,
      EGRESS_ORIGINS: ' http://localhost:9000, https://a.example ',
    });
    expect(egress.origins).toEqual(['http://localhost:9000', 'https://a.example']);
    for (const text of ['http://localhost:9000/', 'localhost', 'http://a.example/path', '*']) {
      expect(problemsOf({ EGRESS_ORIGINS: text })).toEqual([
        expect.stringContaining('must be comma-separated origins such as https://app.example, without a path'),
      ]);
    }
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['BUS_CONCURRENCY', '0'],
    ['BUS_MAX_ATTEMPTS', '101'],
    ['TRUSTED_PROXY_HOPS', '-1'],
    ['REDIS_KEY_PREFIX', 'a b'],
    ['REDIS_KEY_PREFIX', '{x}'],
    ['DRAIN_TIMEOUT_MS', '86400001'],
    ['CHROMA_URL', 'chroma:8000'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value })).toEqual([expect.stringMatching(new RegExp(`^${variable} `))]);
  });

  it('keeps the slot that the environment names and gives each process a name of its own', () => {
    const [one, two] = [1, 2].map(() => definition.load({ ...environment, REPLICA_ID: 'muse-2' }));
    expect(one?.replica).toBe('muse-2');
    expect(one?.instance).toMatch(/^muse-2:/);
    expect(one?.instance).not.toBe(two?.instance);
    expect(definition.load(environment).replica).toContain(`${process.pid}`);
    const longest = definition.load({ ...environment, REPLICA_ID: 'r'.repeat(80) });
    expect(longest.instance.length).toBeLessThanOrEqual(128);
    expect(problemsOf({ REPLICA_ID: 'r'.repeat(81) })).toEqual([expect.stringMatching(/^REPLICA_ID must be/)]);
    expect(problemsOf({ REPLICA_ID: 'muse\n2' })).toEqual([expect.stringMatching(/^REPLICA_ID must be/)]);
  });

  it('names its variables in order, the own ones last', () => {
    expect(definition.variables[0]).toBe('NODE_ENV');
    expect(definition.variables.at(-1)).toBe('MUSE_STYLE');
  });
});
