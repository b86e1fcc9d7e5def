import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { SERVICE_KEYS, WorkspaceDeleted, WorkspacePurged, type ServiceKey } from '@raptor/contracts';
import { Database, WorkspacePurge, type Purged, type Transaction } from '@raptor/persistence';
import { AppError, workspaceIn } from '@raptor/platform';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { WorkspaceDeletionRepository } from './workspace-deletion.repository';

/** Removes what the gateway has of a deleted workspace, and notes what the others have removed. */
@Controller()
export class WorkspaceDeletionConsumer {
  constructor(
    private readonly database: Database,
    private readonly purge: WorkspacePurge,
    private readonly deletions: WorkspaceDeletionRepository,
  ) {}

  @OnMessage(WorkspaceDeleted)
  async end(@Ctx() context: RaptorBusContext): Promise<void> {
    const id = workspaceIn(context);
    const { actor } = context.envelope;
    const removed = (tx: Transaction, table: string, rows: number): Promise<void> =>
      this.deletions.countPurged(tx, 'gateway', table, rows);
    // Dead letter, not dropped: rows of a workspace that lives were about to go, and somebody should know who says so. Nothing is lost by
    // it, as a deletion is announced in the transaction that notes it.
    if (!(await this.database.withTenant(id, actor, (tx) => this.deletions.isDeleted(tx))))
      throw new AppError('RESOURCE_NOT_FOUND', `No workspace ${id} is deleted: nothing of it is removed`);
    const { kept } = await this.purge.run(id, actor, { signal: context.signal, removed });
    await this.database.withTenant(id, actor, async (tx) => {
      const members = await this.deletions.removeMembers(tx);
      if (members > 0) await removed(tx, 'workspace_members', members);
      await this.note(tx, 'gateway', { rows: {}, kept });
    });
  }

  @OnMessage(WorkspacePurged)
  async hear(@Payload() { tables, kept }: WorkspacePurged, @Ctx() context: RaptorBusContext): Promise<void> {
    const { actor, producer } = context.envelope;
    const service = SERVICE_KEYS.find((key) => key === producer);
    if (!service) throw new AppError('MESSAGE_INVALID', `${producer} is none of the services that keep rows`);
    const rows = Object.fromEntries(tables.map(({ table, rows: gone }) => [table, gone]));
    await this.database.withTenant(workspaceIn(context), actor, (tx) => this.note(tx, service, { rows, kept }));
  }

  private async note(tx: Transaction, service: ServiceKey, purged: Purged): Promise<void> {
    if (await this.deletions.notePurged(tx, service, purged)) return;
    throw new AppError('RESOURCE_NOT_FOUND', `${service} has purged a workspace that is not deleted`);
  }
}
