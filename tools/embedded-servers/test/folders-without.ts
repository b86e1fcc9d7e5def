import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folders of a PATH in which none of the programs is. */
export function foldersWithout(path: string, programs: string[]): string[] {
  return path.split(delimiter).filter((folder) => !programs.some((program) => existsSync(join(folder, program))));
}
