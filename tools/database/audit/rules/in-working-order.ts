import { nameOf, type Catalogue, type Relation } from '../../catalogue/catalogue';
import { OWNER_ROLE } from '../../identifiers';
import type { Finding, Rule } from '../finding';
import { listedTables, type ListedTable } from '../fleet-manifest';
import { allowedOn } from './grants';

/** What has to be there, so that a service reaches its rows and they last. */
export const inWorkingOrder: Rule = (catalogue, manifest) => [
  ...listedTables(catalogue.relations, manifest).flatMap((listed) => [
    ...unlogged(listed.table),
    ...chosenWorkspace(listed.table),
    ...closed(listed),
    ...withoutRights(listed, catalogue),
  ]),
];

function unlogged({ isLogged, ...table }: Relation): Finding[] {
  if (isLogged) return [];
  return [
    {
      rule: 'unlogged-table',
      where: nameOf(table),
      what: 'The table is UNLOGGED.',
      why: 'A crash of the server empties it, and neither replicas nor base backups have its rows.',
      remedy: `ALTER TABLE ${nameOf(table)} SET LOGGED;`,
    },
  ];
}

function chosenWorkspace(table: Relation): Finding[] {
  const column = table.columns.find(({ name }) => name === 'workspace_id');
  const value = column?.default ?? column?.generated;
  if (!value) return [];
  return [
    {
      rule: 'default-workspace',
      where: nameOf(table),
      what: `workspace_id is ${value} where a statement leaves it out.`,
      why: 'A row whose workspace was forgotten has to be refused, not given to somebody.',
      remedy: `ALTER TABLE ${nameOf(table)} ALTER COLUMN workspace_id DROP DEFAULT;`,
    },
  ];
}

/** Restrictions alone let nobody in. */
function closed({ table, of }: ListedTable): Finding[] {
  if (!table.isProtected) return [];
  const open = table.policies.filter(
    ({ isPermissive, command, using, check }) =>
      isPermissive && command === 'ALL' && using === 'true' && check === 'true',
  );
  const shutOut = [of.role, OWNER_ROLE].filter((role) => !open.some(({ roles }) => roles.includes(role)));
  if (shutOut.length === 0) return [];
  return [
    {
      rule: 'no-permission',
      where: nameOf(table),
      what: `No permissive policy lets ${shutOut.join(', ')} at the rows that the restrictions leave.`,
      why: 'Without one there are no rows for it, and no error either: queries find nothing.',
      remedy: `CREATE POLICY ${table.name}_service ON ${nameOf(table)} TO ${of.role}, ${OWNER_ROLE} USING (true) WITH CHECK (true);`,
    },
  ];
}

function withoutRights({ table, of }: ListedTable, { roles }: Catalogue): Finding[] {
  if (!roles.some(({ name }) => name === of.role)) return [];
  const missing = allowedOn(table, of).privileges.filter(
    (wanted) => !table.grants.some(({ to, privilege }) => to === of.role && privilege === wanted),
  );
  if (missing.length === 0) return [];
  return [
    {
      rule: 'missing-right',
      where: nameOf(table),
      what: `${of.role} has no ${missing.join(', ')}.`,
      why: 'Its service fails where it needs it.',
      remedy: `GRANT ${missing.join(', ')} ON TABLE ${nameOf(table)} TO ${of.role};`,
    },
  ];
}
