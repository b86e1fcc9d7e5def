import { canUseApt } from './apt-packages';
import { chromaPackageName, findChromaLibrary } from './chroma';
import { serverFromEnvironment } from './environment';
import { useNamedServer } from './named-server';
import { findPostgresPackage, postgresPackageName } from './postgres-runtime';
import { findRedisBinary, WAYS_TO_GET_REDIS } from './redis-binary';
import type { ServerDiagnosis, ServerName } from './servers';

/** Says for each server which way `startServers` would take, without starting, fetching or changing anything. */
export async function diagnoseServers({
  env,
}: {
  dataDir: string;
  env: NodeJS.ProcessEnv;
}): Promise<ServerDiagnosis[]> {
  const names: ServerName[] = ['postgres', 'redis-bus', 'redis-cache', 'chroma'];
  return Promise.all(
    names.map((name) => (serverFromEnvironment(name, env) ? diagnoseNamed(name, env) : diagnoseEmbedded(name, env))),
  );
}

async function diagnoseNamed(name: ServerName, env: NodeJS.ProcessEnv): Promise<ServerDiagnosis> {
  try {
    const server = await useNamedServer(name, env);
    return { name, origin: 'environment', found: true, detail: server?.detail ?? '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      name,
      origin: 'environment',
      found: false,
      detail: 'Named by the environment, but out of reach.',
      missing: reason,
    };
  }
}

async function diagnoseEmbedded(name: ServerName, env: NodeJS.ProcessEnv): Promise<ServerDiagnosis> {
  const base = { name, origin: 'embedded' as const };
  if (name === 'postgres') {
    const found = await findPostgresPackage();
    if (found) return { ...base, found: true, detail: `PostgreSQL of ${postgresPackageName()} ${found.version}.` };
    return {
      ...base,
      found: false,
      detail: `${postgresPackageName()} is not installed.`,
      missing: 'Run npm ci without --omit=optional, or set DATABASE_URL.',
    };
  }
  if (name === 'chroma') {
    const found = await findChromaLibrary();
    if (found)
      return { ...base, found: true, detail: `Chroma's native server of ${chromaPackageName()} ${found.version}.` };
    return {
      ...base,
      found: false,
      detail: `${chromaPackageName()} is not installed.`,
      missing: 'Run npm ci without --omit=optional, or set CHROMA_URL.',
    };
  }
  const binary = await findRedisBinary(env);
  if (binary)
    return { ...base, found: true, detail: `${binary.product} ${binary.version} at ${binary.path}, ${binary.how}.` };
  if (await canUseApt(env)) {
    return {
      ...base,
      found: true,
      detail: "Not installed; the first start fetches the distribution's packages (1.4 MB, needs the network once).",
    };
  }
  return {
    ...base,
    found: false,
    detail: 'No redis-server or valkey-server on PATH.',
    missing: `Either ${WAYS_TO_GET_REDIS.join('; or ')}.`,
  };
}
