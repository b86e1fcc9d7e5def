import { nameOf, type Column, type Constraint, type Policy } from '../catalogue/catalogue';
import { isOfProduct, type ListedTable } from '../audit/fleet-manifest';
import { code, markdownTable } from './markdown';
import { checkInWords, indexBeyondColumns, policyInWords, shortType, withoutCasts } from './sql-words';
import type { TableNotes } from './table-notes';

const KEYS = ['primary key', 'unique', 'exclusion', 'foreign key'] as const;
const COMMANDS = ['ALL', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

/** All about one table; ends with a new line. */
export function tableSection({ table, kind }: ListedTable, notes: TableNotes | undefined): string {
  const purpose = purposeOf(table.comment, notes);
  return [
    `### ${isOfProduct(table.name, kind) ? nameOf(table) : table.name}`,
    [purpose && `${purpose.replace(/[.]?$/, '.')}`, `Class: ${kind}.`].filter(Boolean).join(' '),
    markdownTable([
      ['column', 'type', 'null', 'default', 'meaning'],
      ...table.columns.map((column) => columnRow(column, notes?.columns.get(column.name) ?? '')),
    ]).trimEnd(),
    [
      ...KEYS.flatMap((key) => table.constraints.filter(({ kind: of }) => of === key).map(keyLine)),
      ...table.indexes.filter(({ isOfConstraint }) => !isOfConstraint).map(indexLine),
      ...table.constraints
        .filter(({ kind: of }) => of === 'check')
        .map(({ definition }) => `- Check: ${code(checkInWords(definition))}`),
      ...(kind === 'tenant' ? [] : policyLines(table.policies)),
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The entity's words, else those of the comment on the table. */
export const purposeOf = (comment: string | null, notes: TableNotes | undefined): string => {
  const said = notes?.purpose || (comment ?? '').replace(/^bookkeeping of ([a-z-]+): (.*)$/s, '$2 (kept by $1)');
  return said.charAt(0).toUpperCase() + said.slice(1);
};

const columnRow = (column: Column, note: string): string[] => [
  code(column.name),
  code(shortType(column.type)),
  column.isNullable ? 'null' : '',
  column.generated !== null
    ? `always ${code(withoutCasts(column.generated))}`
    : column.default === null
      ? ''
      : code(withoutCasts(column.default)),
  note || (column.comment ?? ''),
];

function keyLine({ kind, columns, references, definition }: Constraint): string {
  const own = columns.map(code).join(', ');
  if (kind === 'exclusion') return `- ${definition}`;
  if (!references) return `- ${kind === 'primary key' ? 'Primary key' : 'Unique'}: ${own}`;
  const onDelete = / ON DELETE ([A-Z ]+?)(?: ON| NOT| DEFER|$)/.exec(definition)?.[1];
  return `- Refers to ${code(references.table)} by ${own}${onDelete ? `, on delete ${onDelete.toLowerCase()}` : ''}`;
}

const indexLine = ({ isUnique, columns, definition }: ListedTable['table']['indexes'][number]): string =>
  `- ${isUnique ? 'Unique index' : 'Index'}: ${columns.map((column) => (column ? code(column) : 'an expression')).join(', ')} ${indexBeyondColumns(definition)}`.trimEnd();

/** Commands with the same rule share a line; reading comes first. */
function policyLines(policies: readonly Policy[]): string[] {
  const rules = new Map<string, string[]>();
  for (const command of COMMANDS)
    for (const { using, check } of policies.filter((policy) => !policy.isPermissive && policy.command === command)) {
      const rule = policyInWords(using ?? check ?? '');
      rules.set(rule, [...(rules.get(rule) ?? []), command]);
    }
  return [...rules].map(([rule, commands]) => `- Rows for ${commands.join(', ')}: ${code(rule)}`);
}
