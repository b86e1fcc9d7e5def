import { publishTestServers, testServers, withdrawTestServers, workerNumber, type TestServers } from './test-servers';

describe('the servers of a run', () => {
  const servers: TestServers = {
    runId: 'run',
    adminUrl: 'postgresql://admin@db/postgres',
    templateDatabase: 'template',
    redisBusUrl: 'redis://bus',
    redisCacheUrl: 'redis://cache',
    chromaUrl: 'http://chroma',
  };

  it('reach test files by the environment', () => {
    const env: NodeJS.ProcessEnv = {};
    publishTestServers(servers, env);
    expect(testServers(env)).toEqual(servers);
    withdrawTestServers(env);
    expect(() => testServers(env)).toThrow('Name the file *.int-spec.ts or *.e2e-spec.ts');
  });

  it('are asked for by workers with numbers', () => {
    expect(workerNumber({ JEST_WORKER_ID: '2' })).toBe('2');
    expect(workerNumber({})).toBe('0');
  });
});
