import { SERVICE_KEYS, roleOf, schemaOf } from '@raptor/contracts';
import { OWNER_ROLE } from '../identifiers';
import type { Session } from '../session';
import type {
  Catalogue,
  DefaultGrant,
  Grant,
  Relation,
  RoleFacts,
  Schema,
  Sequence,
  StoredFunction,
} from './catalogue';
import { DATABASE_GRANTS, DEFAULT_GRANTS, FUNCTIONS, ROLES, SCHEMAS, SEQUENCES } from './others.sql';
import { RELATIONS } from './relations.sql';

/**
 * The facts that audit, drift and docs work on; the one place that reads pg_catalog. Works for any role, and within a transaction.
 * The session's search path is emptied, so that everything outside pg_catalog is written with its schema.
 * @param schemas other schemas than the product's.
 */
export async function readCatalogue(session: Session, schemas = SERVICE_KEYS.map(schemaOf)): Promise<Catalogue> {
  const roles = [OWNER_ROLE, ...SERVICE_KEYS.map(roleOf)];
  const rows = async <Row extends object>(query: string, ...parameters: unknown[]): Promise<Row[]> =>
    (await session.query<Row>(query, parameters)).rows;
  await session.query('SET search_path TO pg_catalog');
  return {
    relations: await rows<Relation>(RELATIONS, schemas),
    functions: await rows<StoredFunction>(FUNCTIONS, schemas, roles),
    sequences: await rows<Sequence>(SEQUENCES, schemas),
    schemas: await rows<Schema>(SCHEMAS, schemas),
    roles: await rows<RoleFacts>(ROLES, roles),
    defaultGrants: await rows<DefaultGrant>(DEFAULT_GRANTS, schemas, roles),
    databaseGrants: (await rows<{ grants: Grant[] }>(DATABASE_GRANTS))[0]?.grants ?? [],
  };
}
