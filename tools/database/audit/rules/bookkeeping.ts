import { nameOf } from '../../catalogue/catalogue';
import type { Rule } from '../finding';
import { listedTables } from '../fleet-manifest';

/** A table without row level security says whose code alone may reach it. */
export const bookkeeping: Rule = ({ relations }, manifest) =>
  listedTables(relations, manifest)
    .filter(({ kind, table }) => kind === 'bookkeeping' && !/^bookkeeping of [a-z-]+: ./.test(table.comment ?? ''))
    .map(({ table }) => ({
      rule: 'nameless-bookkeeping',
      where: nameOf(table),
      what: 'Its comment does not say which library keeps the table, and for what.',
      why: 'It has no row level security; only the code of that one library may reach it.',
      remedy: 'Make it with createBookkeepingTable, or comment it "bookkeeping of <library>: <purpose>".',
    }));
