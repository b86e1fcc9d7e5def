import { Injectable } from '@nestjs/common';
import { workspaceOf, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { In, IsNull, Raw } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { OpaqueTokenParts } from '../identity/opaque-token';
import { membershipPage } from './membership-page';
import { WorkspaceMemberEntity } from './workspace-member.entity';
import { WorkspaceEntity } from './workspace.entity';

/** A workspace and what somebody is in it. */
export interface MyWorkspace {
  readonly workspace: WorkspaceEntity;
  readonly membership: WorkspaceMemberEntity;
}

const ONE_THAT_IS_IN_TIME = [IsNull(), Raw((column) => `${column} > now()`)];

/** Workspaces and who belongs to them. */
@Injectable()
export class WorkspacesRepository {
  find(tx: Transaction, id: string): Promise<WorkspaceEntity | null> {
    return tx.findOneBy(WorkspaceEntity, { id });
  }

  async create(
    tx: Transaction,
    workspace: Pick<WorkspaceEntity, 'id' | 'name' | 'slug' | 'plan' | 'timezone'>,
  ): Promise<void> {
    await tx.insert(WorkspaceEntity, workspace);
  }

  async addMember(
    tx: Transaction,
    member: Pick<WorkspaceMemberEntity, 'workspaceId' | 'userId' | 'role' | 'status'> &
      Partial<Pick<WorkspaceMemberEntity, 'inviteTokenHash' | 'email' | 'displayName'>>,
  ): Promise<void> {
    const joined = member.status === 'active' ? { joinedAt: () => 'now()' } : {};
    await tx.insert(WorkspaceMemberEntity, { ...member, ...joined });
  }

  /** A person's active memberships, the one joined first before the others. */
  activeMemberships(tx: Transaction, userId: string): Promise<WorkspaceMemberEntity[]> {
    return tx.find(WorkspaceMemberEntity, {
      where: { userId, status: 'active' },
      order: { createdAt: 'ASC', workspaceId: 'ASC' },
    });
  }

  /** The workspaces in which a person is active, in the order of {@link activeMemberships}. In `withUser` of that person. */
  async workspacesOf(tx: Transaction, userId: string): Promise<MyWorkspace[]> {
    return this.ofMemberships(tx, await this.activeMemberships(tx, userId));
  }

  /** As {@link workspacesOf}, a page of them. */
  async pageOf(tx: Transaction, userId: string, request: PageRequest): Promise<Page<MyWorkspace>> {
    const { items, nextCursor } = await membershipPage(tx, { userId, status: 'active' }, 'workspaceId', request);
    return { items: await this.ofMemberships(tx, items), nextCursor };
  }

  /**
   * Changes the workspace of the transaction, and raises its version.
   * @param seen the version on which the change is based. Left out, it holds whatever the row was.
   * @returns false when it is at another version by now.
   */
  async update(
    tx: Transaction,
    changes: Partial<Pick<WorkspaceEntity, 'name' | 'settings'>>,
    seen?: number,
  ): Promise<boolean> {
    const where = { id: workspaceOf(tx), deletedAt: IsNull(), ...(seen !== undefined && { version: seen }) };
    const set = { ...changes, version: () => 'version + 1' };
    const { affected } = await tx.update(WorkspaceEntity, where, set as QueryDeepPartialEntity<WorkspaceEntity>);
    return affected === 1;
  }

  private async ofMemberships(tx: Transaction, memberships: readonly WorkspaceMemberEntity[]): Promise<MyWorkspace[]> {
    const workspaces = await tx.findBy(WorkspaceEntity, { id: In(memberships.map(({ workspaceId }) => workspaceId)) });
    const byId = new Map(workspaces.map((workspace) => [workspace.id, workspace]));
    return memberships.flatMap((membership) => {
      const workspace = byId.get(membership.workspaceId);
      return workspace ? [{ workspace, membership }] : [];
    });
  }

  /** Who an open invitation is for; in `withTenant` of its workspace. */
  findInvite(tx: Transaction, { ownerId, hash }: OpaqueTokenParts): Promise<WorkspaceMemberEntity | null> {
    const open = { workspaceId: ownerId, status: 'invited' as const, inviteTokenHash: hash };
    return tx.findOneBy(
      WorkspaceMemberEntity,
      ONE_THAT_IS_IN_TIME.map((inviteExpiresAt) => ({ ...open, inviteExpiresAt })),
    );
  }

  /** @returns false when the invitation is not open (any more), or is for somebody else. It opens once. */
  async acceptInvite(
    tx: Transaction,
    { ownerId, hash }: OpaqueTokenParts,
    userId: string,
    displayName: string | null = null,
  ): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(WorkspaceMemberEntity)
      .set({
        status: 'active',
        displayName,
        inviteTokenHash: null,
        inviteExpiresAt: null,
        joinedAt: () => 'now()',
        version: () => 'version + 1',
      })
      .where({ workspaceId: ownerId, userId, status: 'invited', inviteTokenHash: hash })
      .andWhere('(invite_expires_at IS NULL OR invite_expires_at > now())')
      .execute();
    return affected === 1;
  }
}
