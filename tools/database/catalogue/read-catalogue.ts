import { SERVICE_KEYS, roleOf, schemaOf } from '@raptor/contracts';
import { formerSchemas } from '../former-schemas';
import { OWNER_ROLE } from '../identifiers';
import type { Session } from '../session';
import type { Catalogue, DefaultGrant, Relation, RoleFacts, Schema, Sequence, StoredFunction } from './catalogue';
import type { Grant } from './grant';
import { DATABASE_GRANTS, DEFAULT_GRANTS, FUNCTIONS, ROLES, SCHEMAS, SEQUENCES } from './others.sql';
import { OUTSIDE_RIGHTS, PARAMETER_RIGHTS } from './outside-rights.sql';
import { RELATIONS } from './relations.sql';
import type {
  EventTrigger,
  Inheritance,
  Member,
  OutsideRight,
  Publication,
  Setting,
  Surroundings,
} from './surroundings';
import { EVENT_TRIGGERS, INHERITANCES, MEMBERS, PUBLICATIONS, SETTINGS } from './surroundings.sql';

type Rows = <Row extends object>(query: string, ...parameters: unknown[]) => Promise<Row[]>;

/**
 * The facts that audit, drift and docs work on; the one place that reads pg_catalog. Works for any role, and within a transaction.
 * The session's search path is emptied, so that everything outside pg_catalog is written with its schema.
 * @param schemas other schemas than the product's.
 */
export async function readCatalogue(session: Session, schemas = SERVICE_KEYS.map(schemaOf)): Promise<Catalogue> {
  const roles = [OWNER_ROLE, ...SERVICE_KEYS.map(roleOf)];
  const rows: Rows = async <Row extends object>(query: string, ...parameters: unknown[]) =>
    (await session.query<Row>(query, parameters)).rows;
  await session.query('SET search_path TO pg_catalog');
  return {
    relations: await rows<Relation>(RELATIONS, schemas),
    functions: await rows<StoredFunction>(FUNCTIONS, schemas, roles),
    sequences: await rows<Sequence>(SEQUENCES, schemas),
    schemas: await rows<Schema>(SCHEMAS, schemas),
    formerSchemas: await formerSchemas(session),
    roles: await rows<RoleFacts>(ROLES, roles),
    defaultGrants: await rows<DefaultGrant>(DEFAULT_GRANTS, schemas, roles),
    databaseGrants: (await rows<{ grants: Grant[] }>(DATABASE_GRANTS))[0]?.grants ?? [],
    ...(await readSurroundings(rows, schemas, roles)),
  };
}

async function readSurroundings(
  rows: Rows,
  schemas: readonly string[],
  roles: readonly string[],
): Promise<Surroundings> {
  const [server] = await rows<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  const knowsParameters = (server?.version ?? 0) >= 150_000;
  return {
    inheritances: await rows<Inheritance>(INHERITANCES, schemas),
    members: await rows<Member>(MEMBERS, roles),
    settings: await rows<Setting>(SETTINGS, roles),
    publications: await rows<Publication>(PUBLICATIONS, schemas),
    eventTriggers: await rows<EventTrigger>(EVENT_TRIGGERS),
    outsideRights: [
      ...(await rows<OutsideRight>(OUTSIDE_RIGHTS, schemas, roles)),
      ...(knowsParameters ? await rows<OutsideRight>(PARAMETER_RIGHTS, schemas, roles) : []),
    ],
  };
}
