import type { ServerName } from './servers';

/** The variables that name a server, in the order in which they count. */
export const SERVER_VARIABLES: Readonly<Record<ServerName, readonly string[]>> = {
  postgres: ['DATABASE_URL'],
  'redis-bus': ['REDIS_BUS_URL', 'REDIS_URL'],
  'redis-cache': ['REDIS_CACHE_URL', 'REDIS_URL'],
  chroma: ['CHROMA_URL'],
};

export interface NamedServer {
  url: string;
  variable: string;
}

/** What the environment says about a server; an empty variable counts as not set. */
export function serverFromEnvironment(name: ServerName, env: NodeJS.ProcessEnv): NamedServer | undefined {
  for (const variable of SERVER_VARIABLES[name]) {
    const url = env[variable]?.trim();
    if (url) return { url, variable };
  }
  return undefined;
}

/** An address that may be printed: host, port and database, without user and password. */
export function printableAddress(url: string): string {
  if (!URL.canParse(url)) return 'an address that is not a URL';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
