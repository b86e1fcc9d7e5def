/** What a test run works on. Global setup finds it once; test files, which run in other processes, read it from the environment. */
export interface TestServers {
  /** Part of every name that the run makes on servers, so that runs cannot meet. */
  runId: string;
  /** Who may make and drop databases. */
  adminUrl: string;
  /** The migrated database that is copied for each test file. */
  templateDatabase: string;
  redisBusUrl: string;
  redisCacheUrl: string;
  chromaUrl: string;
}

const VARIABLE = 'RAPTOR_TEST_SERVERS';

/** The servers of this run. Throws outside the jest projects that find them. */
export function testServers(env: NodeJS.ProcessEnv = process.env): TestServers {
  const text = env[VARIABLE];
  if (!text) {
    throw new Error(
      'No servers were found for this test. Name the file *.int-spec.ts or *.e2e-spec.ts: those projects start servers in their global setup.',
    );
  }
  return JSON.parse(text) as TestServers;
}

export function publishTestServers(servers: TestServers, env: NodeJS.ProcessEnv = process.env): void {
  env[VARIABLE] = JSON.stringify(servers);
}

export function withdrawTestServers(env: NodeJS.ProcessEnv = process.env): void {
  delete env[VARIABLE];
}

/** Number of the jest worker that asks; workers run at the same time and must not share names. */
export const workerNumber = (env: NodeJS.ProcessEnv = process.env): string => env.JEST_WORKER_ID ?? '0';
