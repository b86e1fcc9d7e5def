export type TestServerKind = 'postgres' | 'redis' | 'chroma';

export const TEST_SERVER_KINDS: readonly TestServerKind[] = ['postgres', 'redis', 'chroma'];

export const TEST_VARIABLES: Readonly<Record<TestServerKind, string>> = {
  postgres: 'TEST_DATABASE_URL',
  redis: 'TEST_REDIS_URL',
  chroma: 'TEST_CHROMA_URL',
};

export type ServerChoice = { from: 'environment'; url: string } | { from: 'container' } | { from: 'embedded' };

export type ServerChoices = Record<TestServerKind, ServerChoice>;

/** Whether somebody asked for containers: `required` turns the run red where Docker does not answer, `1` takes embedded servers then. */
export function containersWanted(env: NodeJS.ProcessEnv): 'no' | 'if-possible' | 'required' {
  const wish = env.RAPTOR_TEST_CONTAINERS?.trim() ?? '';
  if (wish === 'required') return 'required';
  return wish === '1' || wish === 'true' ? 'if-possible' : 'no';
}

/** Where each server comes from: a TEST_ variable, else a container if asked for and possible, else embedded. */
export function decideServers(env: NodeJS.ProcessEnv, dockerAnswers: boolean): ServerChoices {
  const wanted = containersWanted(env);
  const choose = (kind: TestServerKind): ServerChoice => {
    const url = env[TEST_VARIABLES[kind]]?.trim();
    if (url) return { from: 'environment', url };
    if (wanted === 'required' && !dockerAnswers) {
      throw new Error(
        'RAPTOR_TEST_CONTAINERS=required, but no Docker answers on its socket. Start Docker, or leave the variable out to use embedded servers.',
      );
    }
    return wanted !== 'no' && dockerAnswers ? { from: 'container' } : { from: 'embedded' };
  };
  return { postgres: choose('postgres'), redis: choose('redis'), chroma: choose('chroma') };
}
