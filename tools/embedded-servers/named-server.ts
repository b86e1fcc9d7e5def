import { printableAddress, serverFromEnvironment } from './environment';
import { probeChroma, probePostgres, probeRedis, reasonOf } from './probes';
import { SERVER_TITLES, type RunningServer, type ServerName } from './servers';

/** The server that the environment names, once it has answered; undefined when it names none. Throws when it does not answer. */
export async function useNamedServer(name: ServerName, env: NodeJS.ProcessEnv): Promise<RunningServer | undefined> {
  const named = serverFromEnvironment(name, env);
  if (!named) return undefined;
  const { url, variable } = named;
  try {
    const version = await probe(name, url);
    return {
      name,
      origin: 'environment',
      url,
      detail: `${SERVER_TITLES[name]}${version} at ${printableAddress(url)}, named by ${variable}.`,
    };
  } catch (error) {
    throw new Error(
      `${variable} names ${printableAddress(url)}, but no ${SERVER_TITLES[name]} answers there (${reasonOf(error)}). Start that server or correct ${variable}; without the variable an embedded server is used.`,
      { cause: error },
    );
  }
}

async function probe(name: ServerName, url: string): Promise<string> {
  if (name === 'postgres') return ` ${await probePostgres(url)}`;
  await (name === 'chroma' ? probeChroma(url) : probeRedis(url));
  return '';
}
