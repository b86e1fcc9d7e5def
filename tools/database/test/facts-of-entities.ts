import { ownerDataSource, type ServiceDatabase } from '@raptor/persistence';
import type { ClonedDatabase } from '@raptor/testing';
import { DataSource } from 'typeorm';
import type { Relation } from '../catalogue/catalogue';
import { readCatalogue } from '../catalogue/read-catalogue';
import { connect } from '../session';

/**
 * What an entity can state about a table, as Postgres words it. TypeORM itself compares constraints and indexes by little more than
 * their names, so here it makes the tables of the entities beside the real ones, and Postgres is asked for both.
 */
export async function factsOfEntities(database: ServiceDatabase, clone: ClonedDatabase): Promise<string[]> {
  const schema = `entities_of_${database.service}`;
  const admin = await connect(clone.adminUrl);
  try {
    await admin.query(`CREATE SCHEMA ${schema} AUTHORIZATION raptor_owner`);
    const dataSource = new DataSource({ ...ownerDataSource(database, clone.ownerUrl).options, schema } as never);
    await dataSource.initialize();
    await dataSource.synchronize();
    await dataSource.destroy();
    const { relations } = await readCatalogue(admin, [schema]);
    // Nothing of it may stay: a function that its checks call could not be dropped with the migration that made it.
    await admin.query(`DROP SCHEMA ${schema} CASCADE`);
    return relations
      .filter(({ name }) => name !== 'typeorm_metadata')
      .flatMap(statedBy)
      .map((line) => line.replaceAll(schema, database.service))
      .sort();
  } finally {
    await admin.end();
  }
}

/** Order of columns is left out, and what no entity can say: policies, grants, comments. */
export const statedBy = ({ schema, name, columns, constraints, indexes }: Relation): string[] => [
  ...columns.map(
    (column) =>
      `${schema}.${name}.${column.name}: ${[
        column.type,
        column.collation && `COLLATE ${column.collation}`,
        !column.isNullable && 'NOT NULL',
        column.default && `DEFAULT ${plainNumber(column.default)}`,
        column.generated && `GENERATED ALWAYS AS (${column.generated})`,
        column.isIdentity && 'IDENTITY',
      ]
        .filter(Boolean)
        .join(' ')}`,
  ),
  ...constraints.map((constraint) => `${schema}.${name} ${constraint.name}: ${constraint.definition}`),
  ...indexes.map((index) => `${schema}.${name} ${index.definition}`),
];

/** TypeORM quotes numbers, which Postgres remembers of some types: `'0'::bigint` is 0. */
const plainNumber = (text: string): string => text.replace(/^'(-?[\d.]+)'::(bigint|double precision)$/, '$1');
