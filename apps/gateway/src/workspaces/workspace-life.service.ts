import { Injectable } from '@nestjs/common';
import type { Plan } from '@raptor/contracts';
import { Database, type TransactionActor } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { ApiKeysRepository } from '../api-keys/api-keys.repository';
import { UserEntity } from '../identity/user.entity';
import { WorkspaceAnnouncements } from './workspace-announcements';
import { WorkspaceDeletionRepository } from './workspace-deletion.repository';
import { WorkspacesRepository } from './workspaces.repository';

export interface FoundedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly timezone: string;
  /** The user who becomes its first admin. */
  readonly ownerId: string;
}

/** Begins and ends workspaces. What the other services have of one follows by message. */
@Injectable()
export class WorkspaceLife {
  constructor(
    private readonly database: Database,
    private readonly workspaces: WorkspacesRepository,
    private readonly deletions: WorkspaceDeletionRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly announcements: WorkspaceAnnouncements,
  ) {}

  async createWorkspace(actor: TransactionActor, workspace: FoundedWorkspace): Promise<void> {
    const { ownerId, ...row } = workspace;
    const owner = await this.database.withUser(ownerId, (tx) => tx.findOneBy(UserEntity, { id: ownerId }));
    await this.database.withTenant(row.id, actor, async (tx) => {
      await this.workspaces.create(tx, row);
      await this.workspaces.addMember(tx, {
        workspaceId: row.id,
        userId: ownerId,
        role: 'admin',
        status: 'active',
        email: owner?.email ?? null,
        displayName: owner?.displayName ?? null,
      });
      const { name, plan, timezone } = row;
      await this.announcements.created(tx, actor, { name, plan, timezone, ownerId });
    });
  }

  /**
   * Nobody gets in any more when it returns; its rows go soon after. The workspace's own row stays, with nothing but its id and how far that is:
   * an id that every service has buried must never be given to another workspace.
   * @returns false when it was deleted before.
   * @throws AppError RESOURCE_NOT_FOUND
   */
  async deleteWorkspace(actor: TransactionActor, workspaceId: string): Promise<boolean> {
    return this.database.withTenant(workspaceId, actor, async (tx) => {
      if (await this.deletions.markDeleted(tx)) {
        await this.deletions.shutOut(tx);
        await this.apiKeys.revokeAll(tx);
        await this.announcements.deleted(tx, actor);
        return true;
      }
      if (await this.workspaces.find(tx, workspaceId)) return false;
      throw new AppError('RESOURCE_NOT_FOUND', `There is no workspace ${workspaceId}`);
    });
  }
}
