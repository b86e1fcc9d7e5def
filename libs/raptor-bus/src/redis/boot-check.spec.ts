import type { Redis } from 'ioredis';
import { BusMisconfiguredError, checkRedis } from './boot-check';

const replyError = (text: string): Error => Object.assign(new Error(text), { name: 'ReplyError' });

/** Stands in for a server of any version and kind. */
const aRedis = (version: string, config: () => Promise<unknown>): Redis =>
  ({ info: () => Promise.resolve(version), config }) as unknown as Redis;

const says = (policy: string) => () => Promise.resolve(['maxmemory-policy', policy]);

describe('whether a Redis can be trusted with messages', () => {
  it.each(['6.2.0', '6.2.14', '7.0.15', '7.4.1', '8.0.0', '10.0.0'])('it can: version %s', async (version) => {
    const info = `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n`;
    await expect(checkRedis(aRedis(info, says('noeviction')))).resolves.toBeUndefined();
  });

  it.each([
    ['6.1.240', '6.1'],
    ['6.0.16', '6.0'],
    ['5.0.14', '5.0'],
    ['2.8.0', '2.8'],
  ])('it cannot: version %s', async (version, told) => {
    const info = `# Server\r\nredis_version:${version}\r\n`;
    await expect(checkRedis(aRedis(info, says('noeviction')))).rejects.toThrow(
      new BusMisconfiguredError(`Redis (bus) is version ${told}; RaptorBus needs 6.2 or newer`),
    );
  });

  it.each(['allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'volatile-lru', 'volatile-ttl'])(
    'it cannot: it makes room by %s',
    async (policy) => {
      await expect(checkRedis(aRedis('redis_version:7.0.0', says(policy)))).rejects.toThrow(
        `Redis (bus) has maxmemory-policy ${policy} and would throw messages away when it is full: ` +
          'set it to noeviction, or point the bus at another Redis than the caches',
      );
    },
  );

  it.each([
    ['refuses CONFIG', () => Promise.reject(replyError("NOPERM this user has no permissions to run 'config|get'"))],
    ['does not know CONFIG', () => Promise.reject(replyError("ERR unknown command 'CONFIG'"))],
    ['answers CONFIG with nothing', () => Promise.resolve([])],
  ])('it may be, and one is warned: it %s', async (_what, config) => {
    await expect(checkRedis(aRedis('redis_version:7.0.0', config))).resolves.toBe(
      'Redis (bus) does not tell its maxmemory-policy (CONFIG is refused): make sure that it is noeviction',
    );
  });

  it('cannot be said while it is away', async () => {
    const away = aRedis('redis_version:7.0.0', () => Promise.reject(new Error('Connection is closed.')));
    await expect(checkRedis(away)).rejects.toThrow('Connection is closed.');
  });

  it('does not depend on a version that it keeps to itself', async () => {
    await expect(checkRedis(aRedis('', says('noeviction')))).resolves.toBeUndefined();
  });
});
