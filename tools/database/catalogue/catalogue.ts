import type { Grant } from './grant';
import type { Surroundings } from './surroundings';

/** What pg_catalog says about the product's schemas and roles, in plain terms. Tables are named `schema.table` throughout. */
export interface Catalogue extends Surroundings {
  readonly relations: readonly Relation[];
  readonly functions: readonly StoredFunction[];
  readonly sequences: readonly Sequence[];
  /** The product's and `public`. */
  readonly schemas: readonly Schema[];
  /** What an interrupted restore has set aside. */
  readonly formerSchemas: readonly string[];
  readonly roles: readonly RoleFacts[];
  /** What new objects are granted by themselves: in a schema of the product, or wherever its roles make them. */
  readonly defaultGrants: readonly DefaultGrant[];
  /** Who may do what with the database itself. */
  readonly databaseGrants: readonly Grant[];
}

export type RelationKind = 'table' | 'partitioned table' | 'view' | 'materialised view' | 'foreign table';

export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  /** The table that this is a part of. */
  readonly partitionOf: string | null;
  readonly owner: string;
  readonly comment: string | null;
  readonly isProtected: boolean;
  /** Row level security binds the owner, too. */
  readonly isForced: boolean;
  /** What it holds outlives a crash of the server, and reaches its replicas. */
  readonly isLogged: boolean;
  readonly storage: readonly string[];
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly policies: readonly Policy[];
  readonly rules: readonly string[];
  readonly triggers: readonly string[];
  /** Triggers, those behind foreign keys included, that do not fire as they should. */
  readonly disabledTriggers: readonly string[];
  readonly grants: readonly Grant[];
  /** Of a view: the tables in the product's schemas that it reads. */
  readonly reads: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly isNullable: boolean;
  readonly default: string | null;
  /** The expression of a generated column. */
  readonly generated: string | null;
  readonly isIdentity: boolean;
  readonly comment: string | null;
  readonly grants: readonly Grant[];
}

export type ConstraintKind = 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion' | 'trigger';

export interface Constraint {
  readonly name: string;
  readonly kind: ConstraintKind;
  readonly columns: readonly string[];
  readonly references: { readonly table: string; readonly columns: readonly string[] } | null;
  readonly definition: string;
}

export interface Index {
  readonly name: string;
  /** The columns of its key; null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly isUnique: boolean;
  /** It serves a constraint of the same name. */
  readonly isOfConstraint: boolean;
  readonly definition: string;
}

export type PolicyCommand = 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

export interface Policy {
  readonly name: string;
  readonly isPermissive: boolean;
  readonly command: PolicyCommand;
  /** Roles, or PUBLIC. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface StoredFunction {
  readonly schema: string;
  /** With its arguments. */
  readonly signature: string;
  readonly owner: string;
  /** Runs with its owner's rights, not its caller's. */
  readonly isDefiner: boolean;
  /** Some role of the product may call it. */
  readonly isInReach: boolean;
  readonly definition: string;
}

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
}

export interface Schema {
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
}

export interface DefaultGrant extends Grant {
  readonly schema: string | null;
  /** `tables`, `sequences`, `functions`, `types` or `schemas`. */
  readonly on: string;
  /** Whose new objects. */
  readonly of: string;
}

export interface RoleFacts {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypassesRls: boolean;
  readonly canSignIn: boolean;
  readonly createsRoles: boolean;
  readonly createsDatabases: boolean;
  readonly replicates: boolean;
  readonly memberOf: readonly string[];
  /** How many objects of this database (and databases of this server) are its own. */
  readonly ownedObjects: number;
}

export const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${schema}.${name}`;
