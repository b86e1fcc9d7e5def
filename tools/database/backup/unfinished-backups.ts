import { closeSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_WORD } from './backup-format';
import { unfinishedName } from './backup-writer';

const A_DAY_MS = 24 * 60 * 60 * 1_000;
const USUAL_ENDING = unfinishedName('.raptor-backup');

/**
 * Sees to what killed backups have left in a folder: after a day it is removed, until then it may be one that is at work.
 * Files of others with the same ending stay. @returns a sentence for each.
 */
export function clearUnfinished(folder: string, now = Date.now()): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(unfinishedName('')));
  return files.flatMap((name) => {
    try {
      return clear(join(folder, name), now);
    } catch {
      // Of somebody else, or gone meanwhile: no reason to make no backup.
      return [];
    }
  });
}

function clear(file: string, now: number): string[] {
  const stats = statSync(file);
  if (!stats.isFile() || !isOurs(file)) return [];
  if (now - stats.mtimeMs < A_DAY_MS) return [`${file} is of a backup that is at work or was killed`];
  rmSync(file, { force: true });
  return [`removed ${file}, which a killed backup had left`];
}

function isOurs(file: string): boolean {
  if (file.endsWith(USUAL_ENDING)) return true;
  const handle = openSync(file, 'r');
  try {
    const beginning = Buffer.alloc(FIRST_WORD.length);
    readSync(handle, beginning);
    return beginning.toString('latin1') === FIRST_WORD;
  } finally {
    closeSync(handle);
  }
}
