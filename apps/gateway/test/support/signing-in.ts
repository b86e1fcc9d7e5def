import { randomBytes } from 'node:crypto';
import type { Role } from '@raptor/contracts';
import { aUser, aWorkspaceMember } from '@raptor/testing/builders';
import { hashPassword } from '../../src/identity/passwords';
import type { WholeFleet } from '../../../../tools/api/test/whole-fleet';

const PASSWORD = randomBytes(12).toString('base64url');
let hash: Promise<string> | undefined;

/** Somebody who signs in as everybody does, and keeps the token. */
export class SigningIn {
  private signedIn: Promise<string> | undefined;

  constructor(
    private readonly fleet: WholeFleet,
    readonly userId: string,
    private readonly email: string,
    private readonly workspaceId: string,
  ) {}

  /** The access token; the same until they {@link signInAgain}. */
  token(): Promise<string> {
    this.signedIn ??= this.signIn();
    return this.signedIn;
  }

  /** For after what ends a session. */
  signInAgain(): void {
    this.signedIn = undefined;
  }

  private async signIn(): Promise<string> {
    const body = { email: this.email, password: PASSWORD, workspace_id: this.workspaceId };
    const answer = await this.fleet.ask('POST', '/api/v1/auth/login', { body });
    if (answer.status !== 200) throw new Error(`Nobody can sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { access_token: string }).access_token;
  }
}

/** A new person with this role in a workspace that is there. */
export async function signingIn(fleet: WholeFleet, workspaceId: string, role: Role): Promise<SigningIn> {
  hash ??= hashPassword(PASSWORD);
  const user = aUser({ passwordHash: await hash, emailVerifiedAt: new Date() });
  await fleet.plant('gateway', user, aWorkspaceMember({ workspaceId, userId: user.id, role }));
  return new SigningIn(fleet, user.id, user.email, workspaceId);
}

/** Changes what somebody is, past the API, as if an admin had done it elsewhere. */
export async function changeMember(
  { admin }: WholeFleet,
  { userId }: SigningIn,
  change: { role?: Role; status?: 'suspended' },
): Promise<void> {
  await admin.query(
    `UPDATE gateway.workspace_members SET role = coalesce($2, role), status = coalesce($3, status), version = version + 1 WHERE user_id = $1`,
    [userId, change.role ?? null, change.status ?? null],
  );
}
