import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A zombie counts as gone: in a container whose first process does not reap, it stays for ever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return statFieldsOf(pid)?.[0] !== 'Z';
}

/** The parent's pid, where the system tells cheaply (Linux). */
export function parentOf(pid: number): number | undefined {
  const field = statFieldsOf(pid)?.[1];
  return field === undefined ? undefined : Number(field);
}

// The command in parentheses may itself contain parentheses and spaces: fields are counted from the last one.
function statFieldsOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** The folder a process works in; undefined when it is gone or we may not know. */
export async function workingFolderOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return undefined;
    }
  }
  const listing = await outputOf('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']);
  return /^n(.+)$/m.exec(listing)?.[1];
}

/** Command and arguments of a process as one text; empty when it is gone. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return outputOf('ps', ['-o', 'command=', '-p', String(pid)]);
}

const outputOf = (command: string, args: string[]): Promise<string> =>
  new Promise((resolve) => execFile(command, args, (_error, stdout) => resolve(stdout)));

/** True when the process is gone within `withinMs`. */
export async function waitUntilGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** Asks a process to end and, when it does not within `withinMs`, kills it. */
export async function endProcess(pid: number, signal: NodeJS.Signals, withinMs: number): Promise<void> {
  sendSignal(pid, signal);
  if (await waitUntilGone(pid, withinMs)) return;
  sendSignal(pid, 'SIGKILL');
  await waitUntilGone(pid, withinMs);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone between the look and the signal.
  }
}
