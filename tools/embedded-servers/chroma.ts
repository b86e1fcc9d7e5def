import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder, installOnce } from './cache-folder';
import { childEnvironment } from './child-environment';
import { relaxGlibcVersion } from './glibc-compat';
import { packageFolder } from './npm-package';
import { probeChroma } from './probes';
import type { ServerPlan } from './servers';

const WRAPPER = join(__dirname, 'chroma-server.cjs');
/** The wrapper's exit code for a library that the system refuses. */
const LIBRARY_DOES_NOT_LOAD = 65;
const BYTES_THAT_IDENTIFY = 64 * 1024;

export interface ChromaLibrary {
  file: string;
  version: string;
}

export const chromaPackageName = (): string =>
  `chromadb-js-bindings-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;

/** The npm package with Chroma's server for this system; undefined when it was not installed or none exists. */
export async function findChromaLibrary(): Promise<ChromaLibrary | undefined> {
  const folder = packageFolder(chromaPackageName());
  if (!folder) return undefined;
  const { main, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    main: string;
    version: string;
  };
  const file = join(folder, main);
  return existsSync(file) ? { file, version } : undefined;
}

export interface ChromaOptions {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  onProgress: (text: string) => void;
}

/**
 * Says how to run Chroma. The library is taken as it is unless this system's glibc was found too old for it: then a relaxed copy from the
 * user's cache folder serves, made at the first start that needs one.
 */
export async function planChroma(options: ChromaOptions): Promise<ServerPlan> {
  const library = await findChromaLibrary();
  if (!library) {
    throw new Error(
      `The npm package ${chromaPackageName()}, which brings Chroma's server, is not installed. Run npm ci without --omit=optional, or set CHROMA_URL to a Chroma of yours.`,
    );
  }
  await mkdir(join(options.dataDir, 'chroma'), { recursive: true, mode: 0o700 });
  const relaxed = await relaxedFileFor(library, options.env);
  if (existsSync(relaxed)) return planWith(relaxed, library, options);
  return {
    ...planWith(library.file, library, options),
    repair: async (exitCode) => {
      if (exitCode !== LIBRARY_DOES_NOT_LOAD || glibcVersion() === undefined) return undefined;
      options.onProgress(`Chroma: adapting its library to glibc ${glibcVersion()} (once)`);
      await makeRelaxed(library.file, relaxed);
      return planWith(relaxed, library, options);
    },
  };
}

function planWith(file: string, library: ChromaLibrary, { dataDir, env }: ChromaOptions): ServerPlan {
  const home = join(dataDir, 'chroma');
  const adapted = file === library.file ? '' : `, adapted to glibc ${glibcVersion()} in ${file}`;
  return {
    name: 'chroma',
    detail: `Chroma's native server ${library.version} of the npm package chromadb${adapted}; data in ${home}.`,
    url: (port) => `http://127.0.0.1:${port}`,
    spawnSpec: (port) => ({
      name: 'chroma',
      command: process.execPath,
      args: [WRAPPER, file, home, String(port)],
      env: childEnvironment(env, { NO_COLOR: '1', ANONYMIZED_TELEMETRY: 'False' }),
      home,
      logFile: join(dataDir, 'logs', 'chroma.log'),
      stopSignal: 'SIGTERM',
      // Writes are on disk when they are acknowledged: nothing is lost by not waiting for idle connections.
      stopTimeoutMs: 1_500,
    }),
    probe: probeChroma,
  };
}

async function relaxedFileFor({ file, version }: ChromaLibrary, env: NodeJS.ProcessEnv): Promise<string> {
  const key = `${basename(file, '.node')}-${version}-${await contentKey(file)}-glibc-${glibcVersion() ?? 'none'}`;
  return join(await cacheFolder(env), `${key}.node`);
}

/** The beginning holds the linker's build id and all version tables; hashing all 50 MB would cost a third of a warm start. */
async function contentKey(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BYTES_THAT_IDENTIFY), 0, BYTES_THAT_IDENTIFY, 0);
    return createHash('sha256').update(String(size)).update(buffer.subarray(0, bytesRead)).digest('hex').slice(0, 16);
  } finally {
    await handle.close();
  }
}

async function makeRelaxed(library: string, target: string): Promise<void> {
  const version = glibcVersion();
  if (version === undefined) throw new Error('This system has no glibc.');
  const { binary } = relaxGlibcVersion(await readFile(library), version);
  await installOnce(target, async (workplace) => {
    await writeFile(workplace, binary);
    await chmod(workplace, 0o755);
  });
}

let knownGlibcVersion: string | undefined | null = null;

/** The C library of this system, `2.36`; undefined where it is another one. */
export function glibcVersion(): string | undefined {
  if (knownGlibcVersion === null) {
    const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
    knownGlibcVersion = report.header.glibcVersionRuntime;
  }
  return knownGlibcVersion;
}
