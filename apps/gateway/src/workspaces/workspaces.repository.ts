import { Injectable } from '@nestjs/common';
import type { Transaction } from '@raptor/persistence';
import { In } from 'typeorm';
import type { OpaqueTokenParts } from '../identity/opaque-token';
import { WorkspaceMemberEntity } from './workspace-member.entity';
import { WorkspaceEntity } from './workspace.entity';

/** A workspace and what somebody is in it. */
export interface MyWorkspace {
  readonly workspace: WorkspaceEntity;
  readonly membership: WorkspaceMemberEntity;
}

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
      Partial<Pick<WorkspaceMemberEntity, 'inviteTokenHash'>>,
  ): Promise<void> {
    await tx.insert(WorkspaceMemberEntity, member);
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
    const memberships = await this.activeMemberships(tx, userId);
    const workspaces = await tx.findBy(WorkspaceEntity, { id: In(memberships.map(({ workspaceId }) => workspaceId)) });
    const byId = new Map(workspaces.map((workspace) => [workspace.id, workspace]));
    return memberships.flatMap((membership) => {
      const workspace = byId.get(membership.workspaceId);
      return workspace ? [{ workspace, membership }] : [];
    });
  }

  /** Who an open invitation is for; in `withTenant` of its workspace. */
  findInvite(tx: Transaction, { ownerId, hash }: OpaqueTokenParts): Promise<WorkspaceMemberEntity | null> {
    return tx.findOneBy(WorkspaceMemberEntity, { workspaceId: ownerId, status: 'invited', inviteTokenHash: hash });
  }

  /** @returns false when the invitation is not open (any more), or is for somebody else. It opens once. */
  async acceptInvite(tx: Transaction, { ownerId, hash }: OpaqueTokenParts, userId: string): Promise<boolean> {
    const open = { workspaceId: ownerId, userId, status: 'invited' as const, inviteTokenHash: hash };
    const { affected } = await tx.update(WorkspaceMemberEntity, open, {
      status: 'active',
      inviteTokenHash: null,
      version: () => 'version + 1',
    });
    return affected === 1;
  }
}
