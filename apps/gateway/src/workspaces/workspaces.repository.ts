import { Injectable } from '@nestjs/common';
import type { Transaction } from '@raptor/persistence';
import { WorkspaceMemberEntity } from './workspace-member.entity';
import { WorkspaceEntity } from './workspace.entity';

/** Workspaces and who belongs to them. */
@Injectable()
export class WorkspacesRepository {
  find(tx: Transaction, id: string): Promise<WorkspaceEntity | null> {
    return tx.findOneBy(WorkspaceEntity, { id });
  }

  async create(tx: Transaction, workspace: Pick<WorkspaceEntity, 'id' | 'name' | 'slug' | 'plan'>): Promise<void> {
    await tx.insert(WorkspaceEntity, workspace);
  }

  async addMember(
    tx: Transaction,
    member: Pick<WorkspaceMemberEntity, 'workspaceId' | 'userId' | 'role' | 'status'>,
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
}
