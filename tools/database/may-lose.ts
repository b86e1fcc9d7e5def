import type { CommandLine } from './command-line';
import type { LostRows } from './rows-lost';

/** Whether a person gives these rows up, by typing `word`; true when there are none. Where nobody can be asked they stay. */
export async function mayLose(
  lost: readonly LostRows[],
  word: string,
  { say, complain, ask }: CommandLine,
): Promise<boolean> {
  if (lost.length === 0) return true;
  say('  these rows will be gone:\n');
  for (const { table, rows, columns } of lost)
    say(`    ${table}: ${rows}${columns.length > 0 ? ` lose ${columns.join(', ')}` : ''}\n`);
  if (!ask) {
    complain('Nothing was changed. Add --yes to give them up without being asked.\n');
    return false;
  }
  if ((await ask(`Type ${word} to go on: `)) === word) return true;
  complain('Nothing was changed.\n');
  return false;
}
