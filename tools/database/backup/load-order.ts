import { BackupError, qualifiedName, type TableName } from './backup-format';

/** Tables in the order in which their rows can be written: those that others point at come first. @throws BackupError */
export function inLoadOrder<T extends TableName & { readonly parents: readonly string[] }>(tables: readonly T[]): T[] {
  const here = new Set(tables.map(qualifiedName));
  const ordered: T[] = [];
  const done = new Set<string>();
  const isReady = ({ parents }: T): boolean => parents.every((parent) => done.has(parent) || !here.has(parent));
  for (let waiting = [...tables]; waiting.length > 0;) {
    const ready = waiting.filter(isReady);
    if (ready.length === 0)
      throw new BackupError(
        `${waiting.map(qualifiedName).join(', ')} point at each other, so that none can be written first. Make one of their foreign keys DEFERRABLE.`,
      );
    for (const table of ready) done.add(qualifiedName(table));
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}
