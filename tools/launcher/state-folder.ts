import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the repository that this launcher belongs to. */
export const REPOSITORY = resolve(__dirname, '..', '..');

/** Where everything lives that a fleet leaves on disk. */
export interface StateFolder {
  readonly folder: string;
  readonly lock: string;
  readonly launch: string;
  readonly run: string;
  readonly secrets: string;
  readonly prepared: string;
  /** Long texts and files of workspaces. */
  readonly objects: string;
  log(replica: string): string;
}

/** The paths below a state folder; creates nothing. */
export function stateFolder(folder: string): StateFolder {
  return {
    folder,
    lock: join(folder, 'launcher.lock'),
    launch: join(folder, 'launch.json'),
    run: join(folder, 'run.json'),
    secrets: join(folder, 'secrets.json'),
    prepared: join(folder, 'prepared.json'),
    objects: join(folder, 'objects'),
    log: (replica) => join(folder, 'logs', `${replica}.log`),
  };
}

/** Creates the folder and its logs folder. The logs are for this user alone: they can quote what customers wrote. */
export function createStateFolder(state: StateFolder): void {
  mkdirSync(join(state.folder, 'logs'), { recursive: true });
  chmodSync(join(state.folder, 'logs'), 0o700);
}

/** Replaces a JSON file in one step, readable by this user alone: a reader sees the old or the new one, never half. */
export function writePrivateJson(path: string, value: unknown): void {
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(temporary, path);
}
