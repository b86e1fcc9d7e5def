import { Injectable } from '@nestjs/common';
import type { ChangeMemberRequest, InviteMemberRequest, MemberPage, MemberResponse } from '@raptor/contracts';
import { SendInvitation } from '@raptor/contracts';
import { Database, normaliseEmail, workspaceOf, type PageRequest, type Transaction } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { Changes, type Changed } from '../api/changes';
import { changeMember } from './change-member';
import { InvitedAccounts } from './invited-accounts';
import { memberView } from './member-view.mapper';
import { MembersRepository } from './members.repository';
import { WorkspacesRepository } from './workspaces.repository';
import type { WorkspaceMemberEntity } from './workspace-member.entity';

/** Who belongs to the workspace of the token, as its admins have it. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly members: MembersRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly accounts: InvitedAccounts,
    private readonly outbox: Outbox,
    private readonly changes: Changes,
  ) {}

  async list(workspaceId: string, request: PageRequest): Promise<MemberPage> {
    const actor = currentContext()?.actor;
    if (!actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    const page = await this.database.withTenant(workspaceId, actor, (tx) => this.members.list(tx, request));
    return { items: page.items.map(memberView), next_cursor: page.nextCursor };
  }

  /**
   * Invites somebody, with or without an account, by a mail that follows. An invitation that is open is sent again, for the role that is said now.
   * @throws AppError NAME_TAKEN, STATE_FORBIDS
   */
  async invite({ email: given, role }: InviteMemberRequest): Promise<MemberResponse> {
    const email = normaliseEmail(given);
    const userId = await this.accounts.idFor(email);
    return this.changes.run(async (tx) => {
      await this.members.lock(tx);
      const known = await this.members.find(tx, userId);
      refuseWhoIsThere(known);
      if (known) await this.members.update(tx, userId, { role, status: 'invited', email });
      else {
        const workspaceId = workspaceOf(tx);
        await this.workspaces.addMember(tx, { workspaceId, userId, role, status: 'invited', email });
      }
      await this.outbox.send(tx, Object.assign(new SendInvitation(), { userId }));
      return this.changed(tx, userId, 'member.invited', { role });
    });
  }

  /** @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS, VERSION_CHANGED */
  change(userId: string, request: ChangeMemberRequest, seen?: number): Promise<MemberResponse> {
    return this.changes.run(async (tx) => {
      await this.members.lock(tx);
      const member = await this.members.get(tx, userId);
      const { version } = member;
      if (seen !== undefined && seen !== version)
        throw new AppError('VERSION_CHANGED', `It is at version ${version}, not ${seen}`, { details: { version } });
      const { role, status, isOne } = changeMember(member, request, await this.members.otherAdmins(tx, userId));
      if (!isOne) return { answer: memberView(member) };
      const closed = member.status === 'invited' && status !== 'invited';
      const openInvite = closed ? { inviteTokenHash: null, inviteExpiresAt: null } : {};
      await this.members.update(tx, userId, { role, status, ...openInvite });
      return this.changed(tx, userId, deedOf(member, status), { role, status });
    });
  }

  private async changed(
    tx: Transaction,
    userId: string,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<Changed<MemberResponse>> {
    const answer = memberView(await this.members.get(tx, userId));
    return { answer, audited: { action, subjectType: 'member', subjectId: userId, detail } };
  }
}

function refuseWhoIsThere(known: WorkspaceMemberEntity | null): void {
  if (known?.status === 'active') throw new AppError('NAME_TAKEN', 'Somebody with this address is a member already');
  if (known?.joinedAt) throw new AppError('STATE_FORBIDS', 'They are a member who is suspended: make them active');
}

function deedOf(before: WorkspaceMemberEntity, status: WorkspaceMemberEntity['status']): string {
  if (status === before.status) return 'member.role_changed';
  return status === 'active' ? 'member.activated' : 'member.suspended';
}
