import { printableAddress, serverFromEnvironment } from './environment';

describe('servers that the environment names', () => {
  it('takes one Redis for both when only REDIS_URL is set', () => {
    const env = { REDIS_URL: 'redis://one' };
    expect(serverFromEnvironment('redis-bus', env)).toEqual({ url: 'redis://one', variable: 'REDIS_URL' });
    expect(serverFromEnvironment('redis-cache', env)).toEqual({ url: 'redis://one', variable: 'REDIS_URL' });
  });

  it('prefers the variable of the one Redis to that of both', () => {
    const env = { REDIS_URL: 'redis://both', REDIS_BUS_URL: 'redis://bus' };
    expect(serverFromEnvironment('redis-bus', env)?.url).toBe('redis://bus');
    expect(serverFromEnvironment('redis-cache', env)?.url).toBe('redis://both');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(serverFromEnvironment('postgres', { DATABASE_URL: ' ' })).toBeUndefined();
    expect(serverFromEnvironment('chroma', {})).toBeUndefined();
  });

  it('prints addresses without user and password', () => {
    expect(printableAddress('postgresql://me:secret@db.example:5433/app?sslmode=require')).toBe(
      'postgresql://db.example:5433/app',
    );
    expect(printableAddress('redis://:secret@127.0.0.1:6379/')).toBe('redis://127.0.0.1:6379');
    expect(printableAddress('secret')).not.toContain('secret');
  });
});
