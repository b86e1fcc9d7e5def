import { EnvironmentError, readSettings } from './environment';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readSettings(env, '/repo');
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
};

describe('the launcher environment', () => {
  it('starts one replica of everything in .raptor when nothing is set', () => {
    expect(readSettings({}, '/repo')).toEqual({
      raptorDir: '/repo/.raptor',
      gatewayPort: undefined,
      replicas: { gateway: 1, council: 1, research: 1, muse: 1, matrix: 1, guardian: 1 },
    });
  });

  it('understands ports, replicas and another folder', () => {
    const settings = readSettings({ GATEWAY_PORT: '8080', REPLICAS_MUSE: '3', RAPTOR_DIR: '/var/raptor' }, '/repo');
    expect(settings).toMatchObject({ gatewayPort: 8080, raptorDir: '/var/raptor', replicas: { muse: 3, council: 1 } });
  });

  it('takes a relative folder as one in the repository', () => {
    expect(readSettings({ RAPTOR_DIR: 'other' }, '/repo').raptorDir).toBe('/repo/other');
  });

  it('counts an empty variable as not set', () => {
    expect(problemsOf({ GATEWAY_PORT: '', DATABASE_URL: '  ', REPLICAS_MUSE: '' })).toEqual([]);
  });

  it.each([
    ['GATEWAY_PORT', '99999'],
    ['GATEWAY_PORT', '30 00'],
    ['REPLICAS_GATEWAY', '0'],
    ['REPLICAS_MUSE', '9'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['REDIS_URL', 'host:6379'],
    ['CHROMA_URL', 'redis://host'],
    ['HEARTBEAT_INTERVAL_MS', '-1'],
  ])('refuses %s=%s and says what it must be', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
  });

  it('lets every service but the gateway be left out', () => {
    expect(readSettings({ REPLICAS_MUSE: '0' }, '/repo').replicas).toMatchObject({ gateway: 1, muse: 0 });
  });

  it('names a service that does not exist instead of ignoring it', () => {
    expect(problemsOf({ REPLICAS_MUSES: '2' })).toEqual([expect.stringContaining('REPLICAS_MUSE')]);
  });

  it('lists every problem at once', () => {
    expect(problemsOf({ GATEWAY_PORT: 'x', REDIS_URL: 'x', REPLICAS_NOBODY: '1' })).toHaveLength(3);
  });
});
