import { Injectable } from '@nestjs/common';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { workspaceOf, type Purged, type Transaction } from '@raptor/persistence';
import { IsNull, Not } from 'typeorm';
import { WorkspaceMemberEntity } from './workspace-member.entity';
import { WorkspaceEntity } from './workspace.entity';

/** What the gateway keeps of a workspace that is deleted, and how far the services are; in `withTenant` of that workspace. */
@Injectable()
export class WorkspaceDeletionRepository {
  /** Leaves of the workspace its id and what happened to it; its slug is free for another. @returns false when there is none, or it was deleted before. */
  async markDeleted(tx: Transaction): Promise<boolean> {
    const id = workspaceOf(tx);
    const { affected } = await tx.update(
      WorkspaceEntity,
      { id, deletedAt: IsNull() },
      {
        name: '(deleted)',
        slug: `deleted-${id}`,
        settings: {},
        connections: {},
        deletedAt: () => 'now()',
        version: () => 'version + 1',
      },
    );
    return affected === 1;
  }

  /** Whether its rows may go; once true it stays so. */
  isDeleted(tx: Transaction): Promise<boolean> {
    return tx.existsBy(WorkspaceEntity, { id: workspaceOf(tx), deletedAt: Not(IsNull()) });
  }

  /** Nobody can sign in to it, join it, or go on with a token of it. */
  async shutOut(tx: Transaction): Promise<void> {
    await tx.update(
      WorkspaceMemberEntity,
      { workspaceId: workspaceOf(tx) },
      { status: 'suspended', inviteTokenHash: null, version: () => 'version + 1' },
    );
  }

  /** @returns how many there were. */
  async removeMembers(tx: Transaction): Promise<number> {
    const { affected } = await tx.delete(WorkspaceMemberEntity, { workspaceId: workspaceOf(tx) });
    return affected ?? 0;
  }

  /** Counts rows of a service that go with this transaction. */
  async countPurged(tx: Transaction, service: ServiceKey, table: string, rows: number): Promise<void> {
    await tx.query(
      `WITH counted AS (
         UPDATE gateway.workspaces SET purges = purges || jsonb_build_object($2::text,
           coalesce(purges->$2, '{}') || jsonb_build_object('rows',
             coalesce(purges->$2->'rows', '{}') || jsonb_build_object($3::text, coalesce((purges->$2->'rows'->>$3)::bigint, 0) + $4::bigint)))
         WHERE id = $1 RETURNING 1
       ) SELECT 1 FROM counted`,
      [workspaceOf(tx), service, table, rows],
    );
  }

  /**
   * Notes that a service has nothing left, as it says for the first time; and when it was the last of the six, that nobody has.
   * @param purged rows that went, besides those of {@link countPurged}, and tables whose rows stay.
   * @returns false when no such workspace is deleted.
   */
  async notePurged(tx: Transaction, service: ServiceKey, purged: Purged): Promise<boolean> {
    const [row] = await tx.query<{ purges: Record<string, { at?: string }> }[]>(
      `WITH noted AS (
         UPDATE gateway.workspaces SET purges = purges || jsonb_build_object($2::text,
           $3::jsonb || jsonb_build_object('at', now()) || coalesce(purges->$2, '{}'))
         WHERE id = $1 AND deleted_at IS NOT NULL RETURNING purges
       ) SELECT purges FROM noted`,
      [workspaceOf(tx), service, JSON.stringify(purged)],
    );
    if (row && SERVICE_KEYS.every((key) => row.purges[key]?.at))
      await tx.update(WorkspaceEntity, { id: workspaceOf(tx), purgedAt: IsNull() }, { purgedAt: () => 'now()' });
    return row !== undefined;
  }
}
