import { OWNER_ROLE } from '../../identifiers';
import { nameOf } from '../../catalogue/catalogue';
import type { Finding, Rule } from '../finding';
import { MIGRATIONS, isTable, listedTables, productTablesOf } from '../fleet-manifest';

/** What is there is on the manifest, and the other way round. */
export const inventory: Rule = ({ relations }, manifest) => {
  const listed = listedTables(relations, manifest);
  const isListed = new Set(listed.map(({ table }) => nameOf(table)));
  const schemas = new Set(manifest.services.map(({ schema }) => schema));
  const tables = relations.filter((relation) => schemas.has(relation.schema) && isTable(relation));
  const unlisted = tables.filter(
    (table) => !table.partitionOf && table.name !== MIGRATIONS && !isListed.has(nameOf(table)),
  );
  return [
    ...unlisted.map((table) => ({
      rule: 'unlisted-table',
      where: nameOf(table),
      what: 'The table is on no manifest.',
      why: 'Nobody has said whose rows it has, so nothing checks what stands between tenants in it.',
      remedy: `Add it with its class to "tables" in the database.ts of ${table.schema}, or drop it.`,
    })),
    ...manifest.services.flatMap(({ schema, tables: expected }) =>
      Object.keys(expected)
        .filter((name) => !isListed.has(`${schema}.${name}`))
        .map((name) => missing(`${schema}.${name}`)),
    ),
    ...manifest.services.flatMap((service) => {
      const count = productTablesOf(service).length;
      return count === service.productTables ? [] : [miscounted(service.service, count, service.productTables)];
    }),
    ...tables
      .filter(({ owner }) => owner !== OWNER_ROLE)
      .map((table) => ({
        rule: 'wrong-owner',
        where: nameOf(table),
        what: `The table belongs to ${table.owner}.`,
        why: 'Its owner may take its walls down, and migrations cannot change what is not theirs.',
        remedy: `ALTER TABLE ${nameOf(table)} OWNER TO ${OWNER_ROLE};`,
      })),
  ];
};

const missing = (table: string): Finding => ({
  rule: 'missing-table',
  where: table,
  what: 'The table is on the manifest and not in the database.',
  why: 'Its service cannot work without it.',
  remedy: 'Run the migrations (npm run db:migrate); if they have run, the manifest is wrong.',
});

const miscounted = (service: string, count: number, expected: number): Finding => ({
  rule: 'table-count',
  where: service,
  what: `The manifest has ${count} product tables, and the design ${expected}.`,
  why: 'A table has come or gone without anybody deciding it.',
  remedy: 'Correct the manifest in database.ts, or the number in tools/database/audit/fleet-manifest.ts.',
});
