import type { Grant } from './grant';

/** What is around the product's schemas and roles and has a say in them. */
export interface Surroundings {
  readonly inheritances: readonly Inheritance[];
  readonly members: readonly Member[];
  readonly settings: readonly Setting[];
  readonly publications: readonly Publication[];
  readonly eventTriggers: readonly EventTrigger[];
  readonly outsideRights: readonly OutsideRight[];
}

/** One table is read whenever another is. At least one of them is in the product's schemas. */
export interface Inheritance {
  readonly child: string;
  readonly parent: string;
  readonly isPartition: boolean;
}

/** A role that is in a role of the product, directly or by others. */
export interface Member {
  readonly name: string;
  readonly of: readonly string[];
  readonly canSignIn: boolean;
  readonly isSuperuser: boolean;
  readonly bypassesRls: boolean;
  /** It installed the server, owns the database, or administers the roles that it is in. */
  readonly isAdmin: boolean;
}

/** What sessions begin with; the value is left out, as it may be a secret. */
export interface Setting {
  /** Null: of all roles. */
  readonly role: string | null;
  readonly isOfThisDatabase: boolean;
  readonly name: string;
}

export interface Publication {
  readonly name: string;
  readonly isOfAllTables: boolean;
  /** Those in the product's schemas. */
  readonly tables: readonly string[];
}

export interface EventTrigger {
  readonly name: string;
  readonly owner: string;
  readonly function: string;
}

/** Something outside the product's schemas that a role of the product, or everybody, may use. */
export interface OutsideRight extends Grant {
  /** As GRANT names it: TABLE, FUNCTION, LARGE OBJECT..., or COLUMN. */
  readonly kind: string;
  readonly name: string;
}
