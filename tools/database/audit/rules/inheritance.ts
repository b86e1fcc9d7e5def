import { nameOf } from '../../catalogue/catalogue';
import type { Inheritance } from '../../catalogue/surroundings';
import type { Finding, Rule } from '../finding';
import { listedTables } from '../fleet-manifest';

/** No table is read by way of another, but for the parts of tables that are declared to have some. */
export const inheritance: Rule = ({ relations, inheritances }, manifest) => {
  const listed = new Set(listedTables(relations, manifest).map(({ table }) => nameOf(table)));
  const partitioned = new Set(
    manifest.services.flatMap(({ schema, partitioned: names }) => names.map((name) => `${schema}.${name}`)),
  );
  const schemas = manifest.services.map(({ schema }) => schema);
  const isWithin = (table: string): boolean => schemas.includes(schemaOf(table));
  const isDeclared = ({ child, parent, isPartition }: Inheritance): boolean =>
    isPartition && schemaOf(child) === schemaOf(parent) && partitioned.has(wholeOf(parent, inheritances));

  return inheritances
    .filter((edge) => !isDeclared(edge))
    .map((edge) => {
      const { child, parent } = edge;
      const where = [child, parent].find((table) => listed.has(table)) ?? (isWithin(child) ? child : parent);
      return found(where, edge);
    });
};

const schemaOf = (table: string): string => table.slice(0, table.indexOf('.'));

/** A part may have parts. */
function wholeOf(table: string, inheritances: readonly Inheritance[]): string {
  const above = inheritances.find(({ child, isPartition }) => isPartition && child === table);
  return above ? wholeOf(above.parent, inheritances) : table;
}

const found = (where: string, { child, parent, isPartition }: Inheritance): Finding => ({
  rule: 'inheritance',
  where,
  what: `${child} ${isPartition ? 'is a part of' : 'inherits from'} ${parent}.`,
  why: `Who reads ${parent} reads the rows of ${child} too, by the policies and rights of ${parent} alone.`,
  remedy: isPartition
    ? `ALTER TABLE ${parent} DETACH PARTITION ${child}; or declare ${parent} in tools/database/audit/fleet-manifest.ts.`
    : `ALTER TABLE ${child} NO INHERIT ${parent};`,
});
