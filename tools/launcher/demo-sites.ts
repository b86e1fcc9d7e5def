import type { RunFile } from './run-file';
import { choosePorts } from './service-ports';

/** Sites of `examples/` that `npm run demo` serves. */
const SITES = ['tally', 'billwise', 'paperplane'] as const;

/** An address for each, on a port that is free now. Nothing listens there before the demo does. */
export async function chooseDemoSites(): Promise<RunFile['demoSites']> {
  const ports = await choosePorts(SITES.map((name) => ({ name, isGateway: false })));
  return SITES.map((name) => ({ name, url: `http://127.0.0.1:${ports.get(name)}/` }));
}

/** Lets services read them, though they are on loopback: by exact origin, beside what is allowed already, and never in production. */
export function withDemoSites(environment: NodeJS.ProcessEnv, sites: RunFile['demoSites']): NodeJS.ProcessEnv {
  if (environment.NODE_ENV === 'production') return environment;
  const allowed = [environment.EGRESS_ORIGINS, ...sites.map(({ url }) => new URL(url).origin)].filter(Boolean);
  return { ...environment, EGRESS_ORIGINS: allowed.join(',') };
}
