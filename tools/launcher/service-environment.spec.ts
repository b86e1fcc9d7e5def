import { serviceEnvironment } from './service-environment';

const addresses = {
  databaseUrls: {
    gateway: 'pg://g',
    council: 'pg://c',
    research: 'pg://r',
    muse: 'pg://m',
    matrix: 'pg://x',
    guardian: 'pg://u',
  },
  redisBusUrl: 'redis://bus',
  redisCacheUrl: 'redis://cache',
  chromaUrl: 'http://chroma',
};
const generated = { version: '1.2.3', jwtKeys: '[generated]', busKeys: 'k:generated', secretKeys: 's:generated' };
const muse = { key: 'muse', replica: 'muse-2', port: 20_001 } as const;
const gateway = { key: 'gateway', replica: 'gateway-1', port: 3_000 } as const;

describe('the environment of a service', () => {
  it('holds its own role, place and name', () => {
    expect(serviceEnvironment({ DATABASE_URL: 'pg://admin' }, muse, addresses, generated)).toMatchObject({
      DATABASE_URL: 'pg://m',
      REDIS_BUS_URL: 'redis://bus',
      REDIS_CACHE_URL: 'redis://cache',
      CHROMA_URL: 'http://chroma',
      HOST: '127.0.0.1',
      PORT: '20001',
      REPLICA_ID: 'muse-2',
      SERVICE_VERSION: '1.2.3',
      NODE_ENV: 'development',
    });
  });

  it('passes on every platform variable', () => {
    const inherited = {
      HEARTBEAT_INTERVAL_MS: '200',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'test',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://o',
    };
    expect(serviceEnvironment(inherited, muse, addresses, generated)).toMatchObject(inherited);
  });

  it('keeps from it what is the launcher’s, npm’s or the owner’s', () => {
    const inherited = {
      REPLICAS_MUSE: '2',
      GATEWAY_PORT: '3000',
      npm_config_x: 'y',
      DATABASE_OWNER_URL: 'pg://owner',
      REDIS_URL: 'redis://x',
      LOG_LEVEL: '',
    };
    const environment = serviceEnvironment(inherited, muse, addresses, generated);
    for (const name of Object.keys(inherited)) expect(environment).not.toHaveProperty(name);
  });

  it.each([
    ['JWT_KEYS', '[generated]'],
    ['SECRET_KEYS', 's:generated'],
  ])('gives %s to the gateway alone, and prefers those from outside', (name, made) => {
    expect(serviceEnvironment({ [name]: 'mine' }, muse, addresses, generated)).not.toHaveProperty(name);
    expect(serviceEnvironment({}, gateway, addresses, generated)).toHaveProperty(name, made);
    expect(serviceEnvironment({ [name]: 'mine' }, gateway, addresses, generated)).toHaveProperty(name, 'mine');
  });
});
