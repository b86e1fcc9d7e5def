import type { Plan } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';

/** A workspace as its services first hear of it. */
export interface NewWorkspace {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  /** Of the IANA database. */
  readonly timezone: string;
  /** The user who is its first admin. */
  readonly ownerId: string;
}

/**
 * Makes the rows that a service's part of a workspace begins with, in a transaction of that workspace. Runs once for each; may be rolled back
 * and run again.
 */
export type Seed = (tx: Transaction, workspace: NewWorkspace) => Promise<void>;
