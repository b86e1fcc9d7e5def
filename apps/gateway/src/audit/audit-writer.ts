import { Injectable } from '@nestjs/common';
import { Database, WorkspaceLanes } from '@raptor/persistence';
import { Inbox, type Received } from '@raptor/raptor-bus';
import type { AuditFact } from './audit-fact';
import { AuditLog } from './audit-log.service';

interface Announced extends Received {
  readonly fact: AuditFact;
}

const WRITER = { type: 'system', id: 'audit' } as const;

/**
 * Appends the facts that messages announce. There is one writer in a process: what arrives while it writes waits and goes together,
 * so that a busy workspace costs one transaction at a time and one connection, however many of its facts are being handled.
 */
@Injectable()
export class AuditWriter {
  private readonly lanes = new WorkspaceLanes<Announced, true>(
    (workspaceId, wishes) =>
      this.append(
        workspaceId,
        wishes.map(({ item }) => item),
      ),
    { together: 100, lanes: 1 },
  );

  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly log: AuditLog,
  ) {}

  /** Resolves when the fact's entry is committed. */
  async write(workspaceId: string, fact: AuditFact, { envelope, group }: Received): Promise<void> {
    await this.lanes.run(workspaceId, { fact, envelope, group });
  }

  private async append(workspaceId: string, announced: readonly Announced[]): Promise<readonly true[]> {
    await this.database.withTenant(workspaceId, WRITER, async (tx) => {
      const news = await this.inbox.firsts(tx, announced);
      await this.log.append(
        tx,
        news.map(({ fact }) => fact),
      );
    });
    return announced.map(() => true);
  }
}
