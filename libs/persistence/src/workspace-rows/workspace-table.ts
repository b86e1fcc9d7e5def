import { schemaOf } from '@raptor/contracts';
import type { DataSource, EntityMetadata } from 'typeorm';
import { isSecret } from '../rows/secret';
import type { ServiceDatabase } from '../service-database';
import type { TableClass } from '../table-class';

/** A table with rows of workspaces, as SQL names it. */
export interface WorkspaceTable {
  readonly name: string;
  /** With its schema. */
  readonly qualified: string;
  /** The column that says whose a row is. */
  readonly workspaceColumn: string;
  /** What tells the rows of one workspace apart: the rest of the primary key, none where a workspace has one row at most. */
  readonly key: readonly { readonly column: string; readonly type: string }[];
  /** Every column that is no secret. */
  readonly open: readonly string[];
  /** Pairs of columns by which a row points at another of this table. */
  readonly ownReferences: readonly (readonly [column: string, referenced: string])[][];
}

/**
 * The tables of these classes, each after those that it points at: the order in which rows can be inserted; the other way round they can be
 * deleted.
 * @throws Error for a table without an entity, or tables that point at each other: what is in them could be neither removed nor exported.
 */
export function workspaceTables(
  { service, tables }: ServiceDatabase,
  dataSource: DataSource,
  classes: readonly TableClass[],
): WorkspaceTable[] {
  const wanted = Object.keys(tables).filter((name) => classes.includes(tables[name] as TableClass));
  const known = new Map(dataSource.entityMetadatas.map((metadata) => [metadata.tableName, metadata]));
  const metadatas = wanted.map((name) => {
    const metadata = known.get(name);
    if (!metadata) throw new Error(`The table ${name} of ${service} has no entity: add it in database.ts`);
    return metadata;
  });
  return parentsFirst(metadatas).map((metadata) => describe(metadata, schemaOf(service), dataSource));
}

function parentsFirst(metadatas: readonly EntityMetadata[]): EntityMetadata[] {
  const ordered = new Set<EntityMetadata>();
  const visit = (metadata: EntityMetadata, path: readonly EntityMetadata[]): void => {
    if (ordered.has(metadata) || !metadatas.includes(metadata)) return;
    if (path.includes(metadata)) {
      const names = [...path, metadata].map(({ tableName }) => tableName).join(' -> ');
      throw new Error(`Tables point at each other and so cannot be emptied one by one: ${names}`);
    }
    for (const { referencedEntityMetadata: parent } of metadata.foreignKeys)
      if (parent !== metadata) visit(parent, [...path, metadata]);
    ordered.add(metadata);
  };
  for (const metadata of metadatas) visit(metadata, []);
  return [...ordered];
}

function describe(metadata: EntityMetadata, schema: string, { driver }: DataSource): WorkspaceTable {
  const { tableName: name, columns, primaryColumns, foreignKeys } = metadata;
  const workspace = columns.find(({ databaseName }) => databaseName === 'workspace_id') ?? primaryColumns[0];
  if (!workspace) throw new Error(`The table ${name} has no primary key`);
  return {
    name,
    qualified: `${quoted(schema)}.${quoted(name)}`,
    workspaceColumn: quoted(workspace.databaseName),
    key: primaryColumns
      .filter((column) => column !== workspace)
      .map((column) => ({ column: quoted(column.databaseName), type: driver.normalizeType(column) })),
    open: columns
      .filter(({ propertyName }) => !isSecret(metadata.target as new () => object, propertyName))
      .map(({ databaseName }) => quoted(databaseName)),
    ownReferences: foreignKeys
      .filter(({ referencedEntityMetadata }) => referencedEntityMetadata === metadata)
      .map(({ columnNames, referencedColumnNames }) =>
        columnNames.map((column, index) => [quoted(column), quoted(referencedColumnNames[index] ?? '')] as const),
      ),
  };
}

/** The key's values as parameters from the `first` on. */
export const placeholders = ({ key }: WorkspaceTable, first: number): string =>
  key.map(({ type }, index) => `$${first + index}::${type}`).join(', ');

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
