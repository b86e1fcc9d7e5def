import type { Column, Constraint, Relation } from '../catalogue/catalogue';
import { shortType } from './sql-words';

/** Tables and how they refer to each other; of their columns only ids and references, since the sections below have all. */
export const diagram = (tables: readonly Relation[]): string =>
  ['```mermaid', 'erDiagram', ...tables.flatMap((table) => [...box(table), ...lines(table)]), '```', ''].join('\n');

function box(table: Relation): string[] {
  const key = table.constraints.find(({ kind }) => kind === 'primary key')?.columns ?? [];
  const references = table.constraints.filter(({ kind }) => kind === 'foreign key').flatMap(({ columns }) => columns);
  const shown = table.columns.filter(
    ({ name }) => name !== 'workspace_id' && (key.includes(name) || references.includes(name)),
  );
  const marks = ({ name }: Column): string =>
    [...(key.includes(name) ? ['PK'] : []), ...(references.includes(name) ? ['FK'] : [])].join(', ');
  return [
    `    ${table.name} {`,
    ...shown.map((column) => `        ${shortType(column.type).replaceAll(' ', '_')} ${column.name} ${marks(column)}`),
    '    }',
  ];
}

/** From the side that is referred to: `||` there always is one, `|o` there may be one; `o{` any number refer to it, `o|` at most one. */
function lines(table: Relation): string[] {
  return table.constraints.flatMap((constraint) => {
    const target = constraint.references?.table.split('.')[1];
    if (!target) return [];
    const isOptional = table.columns.some(({ name, isNullable }) => isNullable && constraint.columns.includes(name));
    const ends = `${isOptional ? '|o' : '||'}--${isUnique(table, constraint) ? 'o|' : 'o{'}`;
    const by = constraint.columns.filter((column) => column !== 'workspace_id').join(', ') || 'workspace_id';
    return [`    ${target} ${ends} ${table.name} : "${by}"`];
  });
}

const isUnique = ({ constraints }: Relation, { columns }: Constraint): boolean =>
  constraints.some(
    ({ kind, columns: key }) =>
      (kind === 'primary key' || kind === 'unique') && key.every((column) => columns.includes(column)),
  );
