import { Injectable } from '@nestjs/common';
import { NEW_PASSWORD, type AcceptInviteRequest, type AcceptedInviteResponse } from '@raptor/contracts';
import { Database, invalid } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { IsNull } from 'typeorm';
import { invalidCredentials } from '../identity/auth.errors';
import { newOpaqueToken, readOpaqueToken } from '../identity/opaque-token';
import { hashPassword, passwordMatches } from '../identity/passwords';
import { UserEntity } from '../identity/user.entity';
import { AccountLimits } from '../limits/account-limits';
import { Mailer } from '../mail/mailer';
import { invitationMail } from './invitation-mail';
import { MembersRepository } from './members.repository';
import { WorkspaceAnnouncements } from './workspace-announcements';
import { WorkspacesRepository } from './workspaces.repository';

const DAY = 86_400_000;
const GOOD_FOR_MS = 7 * DAY;
const SENDER = { type: 'system', id: 'invitations' } as const;

/** Invitations on their way: from the mail to the member. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly members: MembersRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly announcements: WorkspaceAnnouncements,
    private readonly limits: AccountLimits,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Mails an open invitation. Its token is made here, so that it is nowhere but in the mail: each try makes another, and that of the newest mail
   * is good.
   */
  async send(workspaceId: string, userId: string): Promise<void> {
    const { token, hash } = newOpaqueToken('invite', workspaceId);
    const invited = await this.database.withTenant(workspaceId, SENDER, async (tx) => {
      const member = await this.members.renewInvite(tx, userId, hash, GOOD_FOR_MS);
      const workspace = await this.workspaces.find(tx, workspaceId);
      return member?.email && workspace ? { email: member.email, workspaceName: workspace.name } : undefined;
    });
    if (invited) await this.mailer.send(invitationMail(invited.email, invited.workspaceName, token));
  }

  /**
   * Who has an account proves by its password that it is theirs: the token alone would let whoever reads a mail into it. Who has none
   * chooses a password; that the mail reached them proves the address.
   * @throws AppError RESOURCE_NOT_FOUND, RATE_LIMITED, AUTH_INVALID_CREDENTIALS, REQUEST_INVALID
   */
  async accept(request: AcceptInviteRequest): Promise<AcceptedInviteResponse> {
    const parts = readOpaqueToken('invite', request.token);
    if (!parts) throw notOpen();
    const workspaceId = parts.ownerId;
    const invited = await this.database.withTenant(workspaceId, SENDER, (tx) => this.workspaces.findInvite(tx, parts));
    if (!invited?.email) throw notOpen();
    const { userId, email, role } = invited;
    await this.limits.countSignIn(email);
    const displayName = await this.enterAccount(userId, request);
    const actor = { type: 'user', id: userId } as const;
    await this.database.withTenant(workspaceId, actor, async (tx) => {
      if (!(await this.workspaces.acceptInvite(tx, parts, userId, displayName))) throw notOpen();
      await this.announcements.joined(tx, actor);
    });
    await this.limits.forgetSignIns(email);
    return { workspace_id: workspaceId, user_id: userId, email, role };
  }

  /** @returns what the person is called. */
  private async enterAccount(userId: string, request: AcceptInviteRequest): Promise<string> {
    const user = await this.database.withUser(userId, (tx) => tx.findOneBy(UserEntity, { id: userId }));
    if (!user || user.disabledAt) throw invalidCredentials();
    if (user.passwordHash === null) return this.openAccount(userId, request);
    if (!(await passwordMatches(user.passwordHash, request.password))) throw invalidCredentials();
    await this.database.withUser(userId, (tx) =>
      tx.update(UserEntity, { id: userId, emailVerifiedAt: IsNull() }, { emailVerifiedAt: () => 'now()' }),
    );
    return user.displayName;
  }

  private async openAccount(userId: string, { password, display_name }: AcceptInviteRequest): Promise<string> {
    if (!display_name) throw invalid('display_name', 'is needed from those who have no account yet');
    if (password.length < NEW_PASSWORD.shortest)
      throw invalid('password', `must be ${NEW_PASSWORD.shortest} characters or more`);
    const passwordHash = await hashPassword(password);
    const chosen = { passwordHash, displayName: display_name, emailVerifiedAt: () => 'now()' };
    const { affected } = await this.database.withUser(userId, (tx) =>
      tx.update(UserEntity, { id: userId, passwordHash: IsNull() }, chosen),
    );
    // Somebody has chosen one at this very moment.
    if (affected !== 1) throw invalidCredentials();
    return display_name;
  }
}

/** The same for one that never was, was accepted, withdrawn or sent again since, and for one that is too old. */
const notOpen = (): AppError => new AppError('RESOURCE_NOT_FOUND', 'This invitation is not open (any more)');
