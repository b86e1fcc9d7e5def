import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers, type RunningServers } from '../../../../tools/embedded-servers';
import { startContainers, type ServerVariables, type StartedContainers } from './containers';
import {
  containersWanted,
  decideServers,
  TEST_SERVER_KINDS,
  TEST_VARIABLES,
  type ServerChoices,
  type TestServerKind,
} from './decide-servers';
import { dockerAnswers } from './docker';

export interface FoundServers {
  choices: ServerChoices;
  servers: RunningServers;
  stop(): Promise<void>;
}

/**
 * Servers for a test run: those of TEST_DATABASE_URL, TEST_REDIS_URL (for both) and TEST_CHROMA_URL, else containers, else embedded in
 * a temporary folder. DATABASE_URL and its like are ignored: tests drop databases. Throws when any cannot be had.
 */
export async function findServers(env: NodeJS.ProcessEnv): Promise<FoundServers> {
  const mayUseDocker = containersWanted(env) !== 'no';
  const choices = decideServers(env, mayUseDocker && (await dockerAnswers(env)));
  const inContainers = TEST_SERVER_KINDS.filter((kind) => choices[kind].from === 'container');
  const containers = inContainers.length > 0 ? await startContainers(inContainers) : undefined;
  const dataDir = await temporaryFolder();
  const giveBack = async (): Promise<void> => {
    await containers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const servers = await startServers({ dataDir, env: environmentFor(env, choices, containers), ephemeral: true });
    const stop = async (): Promise<void> => {
      await servers.stop();
      await giveBack();
    };
    return { choices, servers, stop };
  } catch (error) {
    await giveBack();
    const names = TEST_SERVER_KINDS.filter((kind) => choices[kind].from === 'environment').map(
      (kind) => TEST_VARIABLES[kind],
    );
    const reason = (error as Partial<Error>).message ?? String(error);
    throw new Error(
      names.length > 0 ? `${reason}\n(In tests these variables come from ${names.join(', ')}.)` : reason,
      { cause: error },
    );
  }
}

function environmentFor(
  env: NodeJS.ProcessEnv,
  choices: ServerChoices,
  containers: StartedContainers | undefined,
): NodeJS.ProcessEnv {
  const named = (kind: TestServerKind): string | undefined => {
    const choice = choices[kind];
    return choice.from === 'environment' ? choice.url : undefined;
  };
  const variables: ServerVariables & { REDIS_URL?: string } = {
    DATABASE_URL: named('postgres'),
    REDIS_URL: named('redis'),
    REDIS_BUS_URL: undefined,
    REDIS_CACHE_URL: undefined,
    CHROMA_URL: named('chroma'),
    ...containers?.variables,
  };
  return { ...env, ...variables };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'raptorflow-test-'));
  // For root: PostgreSQL runs as another user, who has to walk through.
  await chmod(folder, 0o755);
  return folder;
}
