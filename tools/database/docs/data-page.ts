import { SERVICES } from '@raptor/contracts';
import {
  isOfProduct,
  listedTables,
  productTablesOf,
  type FleetManifest,
  type ListedTable,
} from '../audit/fleet-manifest';
import { nameOf, type Catalogue } from '../catalogue/catalogue';
import { diagram } from './diagram';
import { anchor, code, firstSentence, markdownTable } from './markdown';
import type { TableNotes } from './table-notes';
import { purposeOf, tableSection } from './table-section';

const HEADER = `# Data

What the services keep in PostgreSQL, table by table. \`npm run db:docs\` writes this page from the catalogue of a migrated
database; what tables and columns mean is in the docblocks of the entities. Change those, not this page. How to add a
table: [contributing](../CONTRIBUTING.md#adding-a-table). How services reach their tables:
[persistence](../libs/persistence/README.md).

- **One schema and one role for each service.** A service reads and writes its own schema and no other.
- **Classes** say whose rows a table has: _tenant_: one workspace's, kept apart by row level security; _own-tenant_: the workspace
  itself and its members; _person_: one person's; _global_: everybody's, read only; _bookkeeping_: a library's own.
- **Of a tenant table** every row is seen and written in a transaction of its own workspace only, \`workspace_id\` begins every key, and
  references stay within the workspace. So the sections do not repeat the policy, nor the diagrams \`workspace_id\`.
- **Types**: ids are UUIDv7, made by the writer; \`_micro_usd\` is millionths of a US dollar; times are made by the database.
`;

/** The page about all tables, in the order of the manifest. Notes are by `schema.table`. */
export function dataPage(
  { relations }: Catalogue,
  manifest: FleetManifest,
  notes: ReadonlyMap<string, TableNotes>,
): string {
  const listed = inOrder(listedTables(relations, manifest), manifest);
  const product = listed.filter(({ table, kind }) => isOfProduct(table.name, kind));
  const section = (each: ListedTable): string => tableSection(each, notes.get(nameOf(each.table)));
  const services = manifest.services.map(({ service, schema, role }) => {
    const own = product.filter(({ of }) => of.service === service);
    const purpose = SERVICES[service].purpose.replace(/^./, (letter) => letter.toUpperCase());
    return [
      `## ${service}\n`,
      `${purpose}. Schema ${code(schema)}, role ${code(role)}.\n`,
      diagram(own.map(({ table }) => table)),
      ...own.map(section),
    ].join('\n');
  });
  const ofAgents = listed.filter(({ table, kind }) => kind !== 'bookkeeping' && !isOfProduct(table.name, kind));
  const kept = listed.filter(({ kind }) => kind === 'bookkeeping');
  const counts = { product: product.length, ofAgents: ofAgents.length, kept: kept.length };
  return [
    HEADER,
    summary(product, counts, manifest, notes),
    ...services,
    alike('of agents', OF_AGENTS, ofAgents, section),
    alike('bookkeeping', BOOKKEEPING, kept, section),
  ].join('\n');
}

const inOrder = (listed: readonly ListedTable[], { services }: FleetManifest): ListedTable[] =>
  services.flatMap(({ schema, tables }) =>
    Object.keys(tables).flatMap((name) =>
      listed.filter(({ of, table }) => of.schema === schema && table.name === name),
    ),
  );

function summary(
  product: readonly ListedTable[],
  all: { readonly product: number; readonly ofAgents: number; readonly kept: number },
  { services }: FleetManifest,
  notes: ReadonlyMap<string, TableNotes>,
): string {
  const counts = services.map((service) => `${service.service} ${productTablesOf(service).length}`).join(', ');
  const rows = product.map(({ table, kind }) => [
    `[${nameOf(table)}](${anchor(nameOf(table))})`,
    kind,
    firstSentence(purposeOf(table.comment, notes.get(nameOf(table)))),
  ]);
  return [
    `## All tables\n`,
    `${all.product} of the product (${counts}), ${all.ofAgents} [of agents](#of-agents), and ${all.kept} that [libraries keep](#bookkeeping).\n`,
    markdownTable([['table', 'class', 'what it holds'], ...rows]),
  ].join('\n');
}

const OF_AGENTS = [
  'What agents did, looked at and remember: in the schema of every service that runs agents, the same in each. The rows are',
  "their workspace's, behind the same walls as the product's own.\n",
];

const BOOKKEEPING = [
  'Tables that libraries keep for themselves in the schemas of services, the same in each. They carry a workspace as data, have no',
  "row level security, and are reached by that library's code alone. TypeORM keeps `migrations` in every schema besides.\n",
];

/** Tables that are the same in every schema that has them: each is shown once. */
function alike(
  title: string,
  words: readonly string[],
  listed: readonly ListedTable[],
  section: (each: ListedTable) => string,
): string {
  const names = [...new Set(listed.map(({ table }) => table.name))];
  const tables = names.map((name) => listed.filter(({ table }) => table.name === name));
  const places = tables.map((each) => [code(each[0]?.table.name ?? ''), each.map(({ of }) => of.schema).join(', ')]);
  return [
    `## ${title}\n`,
    ...words,
    markdownTable([['table', 'in the schemas'], ...places]),
    ...tables.flatMap(([first]) => (first ? [section(first)] : [])),
  ].join('\n');
}
