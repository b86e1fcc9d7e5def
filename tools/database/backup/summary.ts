import type { TableSum } from './backup-format';
import { SCHEMAS } from './migration-history';

/** `  gateway    12 tables      340 rows`, a line for each schema. */
export function summaryOf(sums: readonly TableSum[]): string {
  return SCHEMAS.map((schema) => {
    const ours = sums.filter((sum) => sum.schema === schema);
    const rows = ours.reduce((all, sum) => all + sum.rows, 0);
    return `  ${schema.padEnd(10)}${String(ours.length).padStart(3)} tables ${String(rows).padStart(9)} rows\n`;
  }).join('');
}
