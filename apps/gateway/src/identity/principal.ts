import type { Role } from '@raptor/contracts';

/** Who a request comes from, as its verified token says. */
export interface Principal {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** The version of the membership when the token was issued. */
  readonly membershipVersion: number;
}
