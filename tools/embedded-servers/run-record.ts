import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEEPER_FILE, type Keeper } from './keeper-client';
import type { LaunchedServer } from './launch-server';
import { choosablePostgresData, pidInLock } from './postgres';
import { commandLineOf, endProcess, isAlive, parentOf, waitUntilGone, workingFolderOf } from './processes';
import { SERVER_TITLES, type ServerName } from './servers';

const EARLIER_RUN_MAY_TAKE_MS = 25_000;
const ORPHAN_MAY_TAKE_MS = 5_000;

/** What one run leaves for the next: whom to look for, and which ports people got used to. */
export interface RunRecord {
  keeperPid: number;
  launcherPid: number;
  servers: { name: ServerName; pid: number; port: number; home: string }[];
}

const fileOf = (dataDir: string): string => join(dataDir, 'servers.json');

export async function readRunRecord(dataDir: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as RunRecord;
  } catch {
    // None yet, or cut off by a full disk: it only speeds things up.
    return undefined;
  }
}

export async function writeRunRecord(dataDir: string, keeper: Keeper, servers: LaunchedServer[]): Promise<void> {
  const record: RunRecord = {
    keeperPid: keeper.pid,
    launcherPid: process.pid,
    servers: servers.map(({ name, pid, port, home }) => ({ name, pid, port, home })),
  };
  const unfinished = `${fileOf(dataDir)}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(record, null, 2), { mode: 0o600 });
  await rename(unfinished, fileOf(dataDir));
}

/**
 * Makes sure that nothing of an earlier run is left: throws when that run is alive, waits for it when it is just ending, and stops
 * servers that lost their keeper. A process is only touched when it works in the folder of that server, so that a pid which has gone
 * to another program is safe.
 */
export async function clearEarlierRun(
  dataDir: string,
  record: RunRecord | undefined,
  onProgress: (text: string) => void,
): Promise<void> {
  if (record && (await isKeeperOf(dataDir, record.keeperPid))) {
    const isEnding =
      !isAlive(record.launcherPid) || (parentOf(record.keeperPid) ?? record.launcherPid) !== record.launcherPid;
    if (!isEnding)
      throw new Error(
        `The servers of ${dataDir} are already running, started by process ${record.launcherPid}. Stop that one first.`,
      );
    onProgress('waiting for the servers of the previous run to stop');
    if (!(await waitUntilGone(record.keeperPid, EARLIER_RUN_MAY_TAKE_MS))) {
      throw new Error(`The previous run in ${dataDir} does not come to an end: look at process ${record.keeperPid}.`);
    }
  }
  const suspects = [...(record?.servers ?? []), ...(await postgresSuspects(dataDir))];
  const byPid = new Map(suspects.map((suspect) => [suspect.pid, suspect]));
  await Promise.all([...byPid.values()].map((suspect) => stopIfOrphan(suspect, onProgress)));
}

async function isKeeperOf(dataDir: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await commandLineOf(pid);
  return commandLine.includes(KEEPER_FILE) && commandLine.includes(dataDir);
}

async function postgresSuspects(dataDir: string): Promise<{ name: ServerName; pid: number; home: string }[]> {
  const suspects = await Promise.all(
    (await choosablePostgresData(dataDir)).map(async (home) => ({
      name: 'postgres' as const,
      home,
      pid: await pidInLock(home),
    })),
  );
  return suspects.flatMap(({ name, home, pid }) => (pid === undefined ? [] : [{ name, home, pid }]));
}

async function stopIfOrphan(
  { name, pid, home }: { name: ServerName; pid: number; home: string },
  onProgress: (text: string) => void,
): Promise<void> {
  if (!isAlive(pid) || (await workingFolderOf(pid)) !== home) return;
  onProgress(`${SERVER_TITLES[name]}: stopping one that an earlier run left behind (process ${pid})`);
  await endProcess(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM', ORPHAN_MAY_TAKE_MS);
}
