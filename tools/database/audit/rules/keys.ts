import { nameOf, type Constraint, type Relation } from '../../catalogue/catalogue';
import type { Finding, Rule } from '../finding';
import { listedTables, type ListedTable } from '../fleet-manifest';

const WHOLE = ['primary key', 'unique', 'exclusion'];

/** Keys begin with whose row it is, and references stay with the same owner and in the same schema. */
export const keys: Rule = ({ relations }, manifest) =>
  listedTables(relations, manifest).flatMap((listed) => {
    const owner = ownerColumnOf(listed);
    const { table } = listed;
    return [
      ...(owner ? [...uniqueKeys(table, owner), ...references(table, owner)] : []),
      ...(listed.kind === 'bookkeeping' ? [] : acrossSchemas(table)),
    ];
  });

/** The column that says whose a row is; the workspaces and the people themselves have none. */
function ownerColumnOf({ kind, table }: ListedTable): string | undefined {
  const has = (name: string): boolean => table.columns.some((column) => column.name === name);
  if (kind === 'tenant') return 'workspace_id';
  if (kind === 'own-tenant' && has('workspace_id')) return 'workspace_id';
  return kind === 'person' && has('user_id') ? 'user_id' : undefined;
}

function uniqueKeys({ constraints, indexes, ...table }: Relation, owner: string): Finding[] {
  const all = [
    ...constraints.filter(({ kind }) => WHOLE.includes(kind)),
    ...indexes.filter(({ isUnique, isOfConstraint }) => isUnique && !isOfConstraint),
  ];
  return all
    .filter(({ columns }) => columns[0] !== owner)
    .map(({ name, columns }) => ({
      rule: 'key-without-owner',
      where: nameOf(table),
      what: `The key ${name} (${columns.map((column) => column ?? 'an expression').join(', ')}) does not begin with ${owner}.`,
      why: 'What one tenant has written would keep another from writing the same, and so tell them that it is there.',
      remedy: `Make ${owner} its first column.`,
    }));
}

function references({ constraints, ...table }: Relation, owner: string): Finding[] {
  return constraints
    .filter((constraint) => constraint.kind === 'foreign key' && !carries(constraint, owner))
    .map(({ name, definition }) => ({
      rule: 'reference-without-owner',
      where: nameOf(table),
      what: `${name} does not carry ${owner} on both sides: ${definition}.`,
      why: "Keys are checked without row level security: a row could point at another tenant's, and find out whether it is there.",
      remedy: `Refer to (${owner}, id) with (${owner}, ...).`,
    }));
}

/** To the workspaces themselves the other side of workspace_id is their id. */
function carries({ columns, references: target }: Constraint, owner: string): boolean {
  if (columns[0] !== owner) return false;
  const other = target?.columns[0];
  return other === owner || (owner === 'workspace_id' && target?.table === 'gateway.workspaces' && other === 'id');
}

function acrossSchemas({ constraints, ...table }: Relation): Finding[] {
  return constraints.flatMap(({ name, references: target }) =>
    !target || target.table.startsWith(`${table.schema}.`)
      ? []
      : [
          {
            rule: 'reference-across-schemas',
            where: nameOf(table),
            what: `${name} points at ${target.table}.`,
            why: 'Services are migrated, restored and moved one by one: what another owns is known by id alone.',
            remedy: `Drop ${name} and keep the plain column.`,
          },
        ],
  );
}
