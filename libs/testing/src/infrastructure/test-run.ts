import { randomBytes } from 'node:crypto';
import { findServers, type FoundServers } from './find-servers';
import { removeKeysOf } from './key-prefix';
import { dropDatabasesOf, newRunId } from './run-databases';
import { makeTemplateDatabase } from './template-database';
import { publishTestServers, withdrawTestServers, type TestServers } from './test-servers';

/** Kept on the global object, because jest may load the modules of setup and teardown separately. */
const RUN = Symbol.for('raptorflow.test-run');
const holder = globalThis as { [RUN]?: Promise<TestRun> };

interface TestRun {
  end(): Promise<void>;
}

/** Finds servers and makes the template database, once however many jest projects ask; publishes both to the test files. */
export async function beginTestRun(env: NodeJS.ProcessEnv): Promise<void> {
  holder[RUN] ??= begin(env);
  await holder[RUN];
}

/** Removes what the run made and stops what it started. A second call does nothing. */
export async function endTestRun(): Promise<void> {
  const run = holder[RUN];
  delete holder[RUN];
  withdrawTestServers();
  await (await run?.catch(() => undefined))?.end();
}

async function begin(env: NodeJS.ProcessEnv): Promise<TestRun> {
  const found = await findServers(env);
  const runId = newRunId(randomBytes(2).toString('hex'));
  const { postgres, redisBus, redisCache, chroma } = found.servers;
  const end = (): Promise<void> => tidyUp(found, runId);
  try {
    const servers: TestServers = {
      runId,
      adminUrl: postgres.url,
      templateDatabase: await makeTemplateDatabase(postgres.url, runId, found.choices.postgres.from === 'environment'),
      redisBusUrl: redisBus.url,
      redisCacheUrl: redisCache.url,
      chromaUrl: chroma.url,
    };
    publishTestServers(servers);
    return { end };
  } catch (error) {
    await end();
    throw error;
  }
}

// Only where something stays behind is there anything to tidy: containers and embedded servers vanish whole.
async function tidyUp({ choices, servers, stop }: FoundServers, runId: string): Promise<void> {
  try {
    if (choices.postgres.from === 'environment') await dropDatabasesOf(servers.postgres.url, runId);
    if (choices.redis.from === 'environment') await removeKeysOf(servers.redisBus.url, runId);
  } finally {
    await stop();
  }
}
