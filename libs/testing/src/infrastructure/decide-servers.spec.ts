import { decideServers } from './decide-servers';

const DOCKER = true;
const NO_DOCKER = false;

describe('where the servers of a test run come from', () => {
  it('is embedded when nothing is said, Docker or not', () => {
    const embedded = { postgres: { from: 'embedded' }, redis: { from: 'embedded' }, chroma: { from: 'embedded' } };
    expect(decideServers({}, NO_DOCKER)).toEqual(embedded);
    expect(decideServers({}, DOCKER)).toEqual(embedded);
  });

  it('is never what the product itself would use', () => {
    const env = {
      DATABASE_URL: 'postgresql://production',
      REDIS_URL: 'redis://production',
      CHROMA_URL: 'http://production',
    };
    expect(decideServers(env, NO_DOCKER).postgres).toEqual({ from: 'embedded' });
    expect(decideServers(env, NO_DOCKER).redis).toEqual({ from: 'embedded' });
    expect(decideServers(env, NO_DOCKER).chroma).toEqual({ from: 'embedded' });
  });

  it('is a TEST_ variable before anything else, each server for itself', () => {
    const env = { TEST_DATABASE_URL: 'postgresql://test', TEST_REDIS_URL: ' ', RAPTOR_TEST_CONTAINERS: '1' };
    expect(decideServers(env, DOCKER)).toEqual({
      postgres: { from: 'environment', url: 'postgresql://test' },
      redis: { from: 'container' },
      chroma: { from: 'container' },
    });
  });

  it('is a container only when asked for and Docker answers', () => {
    expect(decideServers({ RAPTOR_TEST_CONTAINERS: '1' }, DOCKER).chroma).toEqual({ from: 'container' });
    expect(decideServers({ RAPTOR_TEST_CONTAINERS: '1' }, NO_DOCKER).chroma).toEqual({ from: 'embedded' });
    expect(decideServers({ RAPTOR_TEST_CONTAINERS: '0' }, DOCKER).chroma).toEqual({ from: 'embedded' });
  });

  it('is red when containers are required and Docker is silent, unless none is needed', () => {
    const env = { RAPTOR_TEST_CONTAINERS: 'required' };
    expect(() => decideServers(env, NO_DOCKER)).toThrow('no Docker answers');
    const all = { ...env, TEST_DATABASE_URL: 'a', TEST_REDIS_URL: 'b', TEST_CHROMA_URL: 'c' };
    expect(decideServers(all, NO_DOCKER).redis).toEqual({ from: 'environment', url: 'b' });
  });
});
