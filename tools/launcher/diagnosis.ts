import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuildFresh, sourceDigest } from '../build/freshness';
import { diagnoseServers } from '../embedded-servers';
import { cacheFolder } from '../embedded-servers/cache-folder';
import type { LauncherSettings } from './environment';
import { lockHolder } from './launcher-lock';
import { isFree } from './service-ports';
import { stateFolder } from './state-folder';

export interface Finding {
  readonly subject: string;
  /** False when `npm start` would fail because of it. */
  readonly ok: boolean;
  readonly detail: string;
  /** What to do; only with `ok: false`. */
  readonly advice?: string;
}

/** Looks at everything a start depends on; changes nothing but may create the empty cache folder. */
export async function diagnose(
  repository: string,
  settings: LauncherSettings,
  env: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const servers = await diagnoseServers({ dataDir: settings.raptorDir, env });
  return [
    nodeVersion(repository),
    installedPackages(repository),
    ...servers.map(({ name, origin, found, detail, missing }) => ({
      subject: name,
      ok: found,
      detail: `${detail} (${origin})`,
      advice: missing,
    })),
    { subject: 'cache folder', ok: true, detail: await cacheFolder(env) },
    ...(await placeToRun(settings)),
    build(repository),
  ];
}

/** Compares with the least version that package.json asks for, written as `>=20.19.0`. */
export function nodeVersion(repository: string, version: string = process.versions.node): Finding {
  const { engines } = readJson(join(repository, 'package.json')) as { engines: { node: string } };
  const least = engines.node.replace(/^\D+/, '').split('.').map(Number);
  const actual = version.split('.').map(Number);
  const differing = least.findIndex((part, i) => part !== actual[i]);
  const ok = differing === -1 || (actual[differing] ?? 0) > (least[differing] ?? 0);
  return {
    subject: 'Node.js',
    ok,
    detail: `${version}, wanted ${engines.node}`,
    advice: ok ? undefined : `Install Node.js ${engines.node}.`,
  };
}

type Lock = {
  packages: Record<string, { version?: string; optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[] }>;
};

/** Compares what npm says it has installed with the lock file. */
export function installedPackages(repository: string): Finding {
  const subject = 'npm packages';
  const advice = 'Run npm ci.';
  const installedLock = join(repository, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return { subject, ok: false, detail: 'not installed', advice };
  const wanted = (readJson(join(repository, 'package-lock.json')) as Lock).packages;
  const installed = (readJson(installedLock) as Lock).packages;
  const differing = Object.entries(wanted).filter(
    ([path, { version, optional }]) =>
      path !== '' && !(optional && !installed[path]) && installed[path]?.version !== version,
  );
  if (differing.length === 0)
    return { subject, ok: true, detail: `${Object.keys(installed).length} installed, as in the lock file` };
  const example = differing[0]?.[0].replace(/^.*node_modules\//, '');
  return { subject, ok: false, detail: `${differing.length} differ from the lock file, such as ${example}`, advice };
}

async function placeToRun(settings: LauncherSettings): Promise<Finding[]> {
  const holder = lockHolder(stateFolder(settings.raptorDir).lock);
  if (holder) {
    const where = holder.gatewayUrl ?? 'still starting';
    return [{ subject: 'fleet', ok: true, detail: `running: launcher ${holder.pid}, ${where}; npm stop ends it` }];
  }
  const fleet: Finding = { subject: 'fleet', ok: true, detail: `not running in ${settings.raptorDir}` };
  if (settings.gatewayPort === undefined) {
    const detail = (await isFree(3000)) ? '3000 is free' : '3000 is taken, another one will be chosen';
    return [fleet, { subject: 'gateway port', ok: true, detail }];
  }
  const ok = await isFree(settings.gatewayPort);
  const advice = ok ? undefined : 'End the program that has it, or set another GATEWAY_PORT.';
  return [
    fleet,
    { subject: 'gateway port', ok, detail: `GATEWAY_PORT=${settings.gatewayPort} is ${ok ? 'free' : 'taken'}`, advice },
  ];
}

function build(repository: string): Finding {
  const fresh = isBuildFresh(repository, sourceDigest(repository));
  return { subject: 'build', ok: true, detail: fresh ? 'up to date' : 'out of date, npm start will build first' };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
