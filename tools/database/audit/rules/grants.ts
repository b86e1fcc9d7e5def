import { nameOf, type Catalogue, type Relation } from '../../catalogue/catalogue';
import type { Grant } from '../../catalogue/grant';
import { OWNER_ROLE } from '../../identifiers';
import type { Finding, Rule } from '../finding';
import { MIGRATIONS, isTable, type ServiceManifest } from '../fleet-manifest';

export const ROWS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
export const SEQUENCE = ['USAGE', 'SELECT', 'UPDATE'];

/** Each role reaches the rows of its own schema, and nobody else does. */
export const grants: Rule = (catalogue, { services }) =>
  services.flatMap((service) => [
    ...ofTables(catalogue, service),
    ...ofSequences(catalogue, service),
    ...ofSchema(catalogue, service),
  ]);

/** What one may do with one thing; `because` says why no more. */
export interface Allowed {
  readonly role: string;
  readonly privileges: readonly string[];
  readonly because: string;
}

function ofTables({ relations }: Catalogue, service: ServiceManifest): Finding[] {
  const tables = relations.filter(
    (relation) => relation.schema === service.schema && isTable(relation) && !relation.partitionOf,
  );
  return tables.flatMap((table) => [
    ...excess(`TABLE ${nameOf(table)}`, table.grants, allowedOn(table, service)),
    ...table.columns.flatMap((column) => column.grants.map((grant) => columnGrant(table, column.name, grant))),
  ]);
}

export function allowedOn(table: Relation, { role, tables, appendOnly }: ServiceManifest): Allowed {
  if (tables[table.name] === 'global')
    return {
      role,
      privileges: ['SELECT'],
      because: 'Its rows are for all tenants: one of them could change them for the others.',
    };
  if (appendOnly.includes(table.name))
    return { role, privileges: ['SELECT', 'INSERT'], because: 'A record that can be changed later proves nothing.' };
  if (table.name === MIGRATIONS)
    return {
      role,
      privileges: ['SELECT'],
      because: 'A service that notes migrations itself is ready for a schema that is not there.',
    };
  return { role, privileges: ROWS, because: 'Row level security does not hold for it, or it changes the schema.' };
}

const columnGrant = (table: Relation, column: string, { to, privilege }: Grant): Finding => ({
  rule: 'column-grant',
  where: nameOf(table),
  what: `${to} has been given ${privilege} on the column ${column} by itself.`,
  why: 'Rights are given by table; such a one is overlooked, and stays when those of the table are taken away.',
  remedy: `REVOKE ${privilege} (${column}) ON ${nameOf(table)} FROM ${to};`,
});

const ofSequences = ({ sequences }: Catalogue, { schema, role }: ServiceManifest): Finding[] =>
  sequences
    .filter((sequence) => sequence.schema === schema)
    .flatMap((sequence) =>
      excess(`SEQUENCE ${nameOf(sequence)}`, sequence.grants, {
        role,
        privileges: SEQUENCE,
        because: 'Nothing else is needed to draw a number.',
      }),
    );

function ofSchema({ schemas }: Catalogue, { schema, role }: ServiceManifest): Finding[] {
  const facts = schemas.find(({ name }) => name === schema);
  if (!facts) {
    return [
      {
        rule: 'missing-schema',
        where: schema,
        what: 'There is no such schema.',
        why: 'Its service cannot work without it.',
        remedy: 'Provision the database (npm run db:provision), then run the migrations.',
      },
    ];
  }
  const owned: Finding[] =
    facts.owner === OWNER_ROLE
      ? []
      : [
          {
            rule: 'wrong-owner',
            where: schema,
            what: `The schema belongs to ${facts.owner}.`,
            why: 'Its owner may drop and replace everything in it.',
            remedy: `ALTER SCHEMA ${schema} OWNER TO ${OWNER_ROLE};`,
          },
        ];
  const because = 'Who may make objects in a schema can put others in the place of its tables.';
  return [...owned, ...excess(`SCHEMA ${schema}`, facts.grants, { role, privileges: ['USAGE'], because })];
}

/** `thing` as a GRANT names it. */
function excess(thing: string, given: readonly Grant[], { role, privileges, because }: Allowed): Finding[] {
  const where = thing.slice(thing.indexOf(' ') + 1);
  const others = new Map<string, string[]>();
  for (const { to, privilege, canPassOn } of given) {
    if (to === role && !canPassOn && privileges.includes(privilege)) continue;
    others.set(to, [...(others.get(to) ?? []), privilege]);
  }
  return [...others].map(([to, rights]) => ({
    rule: to === role ? 'excess-right' : 'right-of-others',
    where,
    what: `${to} has ${rights.join(', ')}${to === role && rights.every((right) => privileges.includes(right)) ? ' and may pass it on' : ''}.`,
    why: to === role ? because : `${role} alone has business there.`,
    remedy: `REVOKE ${rights.join(', ')} ON ${thing} FROM ${to};`,
  }));
}
