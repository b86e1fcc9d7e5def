import type { Role } from '@raptor/contracts';

/** Who a request comes from, as what it was signed in with says and our rows confirm: a person or a program, in one workspace. */
export interface Principal {
  readonly type: 'user' | 'api_key';
  /** Of the person, or of the key. */
  readonly id: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** What a key may be used for within its role; none means everything. People have none. */
  readonly scopes: readonly string[];
  /** Of people: the version of the membership. It is raised with every change of it. */
  readonly membershipVersion?: number;
  /** Of people who signed in here: the session, which is the family of its refresh tokens. */
  readonly sessionId?: string;
}
