import { Injectable } from '@nestjs/common';
import type { RegisterRequest } from '@raptor/contracts';
import { Database, normaliseEmail } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { slugOf } from '../workspaces/slug';
import { isUniqueViolation } from '../workspaces/unique-violation';
import { WorkspaceLife } from '../workspaces/workspace-life.service';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { AccountMailOrders } from './account-mail-orders';
import { linkInvalid } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import { MailedLinks, type LinkFacts } from './mailed-links';
import { hashPassword } from './passwords';

/**
 * Accounts begin when their address is proved. What was asked for travels in the mailed link, sealed: so nobody learns from an answer whether an
 * address has an account, nobody holds an account of an address that is not theirs, and who never opens the mail leaves nothing behind.
 */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly life: WorkspaceLife,
    private readonly orders: AccountMailOrders,
    private readonly links: MailedLinks,
  ) {}

  async register(request: RegisterRequest): Promise<void> {
    await this.orders.give({
      kind: 'registration',
      email: normaliseEmail(request.email),
      passwordHash: await hashPassword(request.password),
      displayName: request.display_name.trim(),
      userId: uuidv7(),
      workspaceId: uuidv7(),
      workspaceName: request.workspace_name.trim(),
      timezone: request.timezone ?? 'UTC',
    });
  }

  /**
   * Opens the account with its first workspace. Two transactions, because a person and a workspace are each seen in their own; a link that broke off
   * between them is good until both are there.
   * @throws AppError AUTH_LINK_INVALID
   */
  async prove(token: string): Promise<void> {
    const facts = this.links.open('registration', token);
    const { userId: id, email, passwordHash, displayName } = facts;
    const isOpened = await this.database.withUser(id, (tx) =>
      this.identity.openAccount(tx, { id, email, passwordHash, displayName }),
    );
    if (!isOpened && !(await this.isHalfDone(facts))) throw linkInvalid();
    await this.foundWorkspace(facts);
  }

  /** The account is the one of this very link, and has no workspace. */
  private async isHalfDone({ userId, passwordHash, workspaceId }: LinkFacts<'registration'>): Promise<boolean> {
    const user = await this.database.withUser(userId, (tx) => this.identity.findUser(tx, userId));
    if (user?.passwordHash !== passwordHash) return false;
    const actor = { type: 'user', id: userId } as const;
    return !(await this.database.withTenant(workspaceId, actor, (tx) => this.workspaces.find(tx, workspaceId)));
  }

  private async foundWorkspace({
    userId,
    workspaceId,
    workspaceName,
    timezone,
  }: LinkFacts<'registration'>): Promise<void> {
    const founded = {
      id: workspaceId,
      name: workspaceName,
      slug: slugOf(workspaceName, workspaceId),
      plan: 'free' as const,
      timezone,
      ownerId: userId,
    };
    try {
      await this.life.createWorkspace({ type: 'user', id: userId }, founded);
    } catch (error) {
      // The link was opened twice, and the other was quicker.
      throw isUniqueViolation(error) ? linkInvalid(error) : error;
    }
  }
}
