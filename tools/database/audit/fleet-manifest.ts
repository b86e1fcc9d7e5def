import { AGENT_TABLES } from '@raptor/agent-kit';
import { SERVICE_KEYS, roleOf, schemaOf, type ServiceKey } from '@raptor/contracts';
import type { TableClass, TableManifest } from '@raptor/persistence';
import type { Relation } from '../catalogue/catalogue';
import { SERVICE_DATABASES } from '../service-databases';

/** What the catalogue is held to: which tables there are, of which class, and whose they are. */
export interface FleetManifest {
  readonly services: readonly ServiceManifest[];
}

export interface ServiceManifest {
  readonly service: ServiceKey;
  readonly schema: string;
  readonly role: string;
  readonly tables: TableManifest;
  /** How many tables the product is to have there; those that libraries keep do not count. */
  readonly productTables: number;
  /** Tables that the service adds to and never changes. */
  readonly appendOnly: readonly string[];
  /** Tables that are kept in parts. */
  readonly partitioned: readonly string[];
}

/** A table that is where it belongs, with its class. */
export interface ListedTable {
  readonly of: ServiceManifest;
  readonly kind: TableClass;
  readonly table: Relation;
}

/** TypeORM's note of which migrations have run: in every schema, on no manifest. */
export const MIGRATIONS = 'migrations';

const PRODUCT_TABLES: Readonly<Record<ServiceKey, number>> = {
  gateway: 9,
  council: 21,
  research: 6,
  muse: 7,
  matrix: 9,
  guardian: 4,
};

const APPEND_ONLY: Partial<Record<ServiceKey, readonly string[]>> = { gateway: ['audit_log'] };

const PARTITIONED: Partial<Record<ServiceKey, readonly string[]>> = {};

export const fleetManifest = (): FleetManifest => ({
  services: SERVICE_KEYS.map((service) => ({
    service,
    schema: schemaOf(service),
    role: roleOf(service),
    tables: SERVICE_DATABASES[service].tables,
    productTables: PRODUCT_TABLES[service],
    appendOnly: APPEND_ONLY[service] ?? [],
    partitioned: PARTITIONED[service] ?? [],
  })),
});

/** Whether a table is the product's own: not bookkeeping, nor one that the agent kit keeps in every schema of a service that runs agents. */
export const isOfProduct = (table: string, kind: TableClass): boolean =>
  kind !== 'bookkeeping' && !Object.hasOwn(AGENT_TABLES, table);

export const productTablesOf = ({ tables }: ServiceManifest): string[] =>
  Object.entries(tables).flatMap(([table, kind]) => (isOfProduct(table, kind) ? [table] : []));

export const isTable = ({ kind }: Relation): boolean => kind === 'table' || kind === 'partitioned table';

/** The tables that are both on the manifest and there; parts of tables are not tables. */
export const listedTables = (relations: readonly Relation[], manifest: FleetManifest): ListedTable[] =>
  manifest.services.flatMap((of) =>
    relations.flatMap((table) => {
      const kind =
        table.schema === of.schema && Object.hasOwn(of.tables, table.name) ? of.tables[table.name] : undefined;
      return kind && isTable(table) && !table.partitionOf ? [{ of, kind, table }] : [];
    }),
  );
