import { Injectable, type StreamableFile } from '@nestjs/common';
import type { AuditPage, AuditVerdictResponse } from '@raptor/contracts';
import { Database, type PageRequest, type TransactionActor } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { ndjson } from '../api/ndjson';
import { AuditLog } from './audit-log.service';
import { auditEntryView, auditVerdictView } from './audit-view.mapper';
import { AuditRepository } from './audit.repository';

const ENTRIES_PER_PAGE = 500;

/** The audit log of the workspace of the token, for its admins to read. */
@Injectable()
export class AuditReading {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditRepository,
    private readonly log: AuditLog,
  ) {}

  /** The newest first, unless another order is asked for. */
  async list({ sort = '-seq', ...request }: PageRequest): Promise<AuditPage> {
    const { workspaceId, actor } = asking();
    const page = await this.database.withTenant(workspaceId, actor, (tx) =>
      this.entries.list(tx, { ...request, sort }),
    );
    return { items: page.items.map(auditEntryView), next_cursor: page.nextCursor };
  }

  async verify(): Promise<AuditVerdictResponse> {
    return auditVerdictView(await this.log.verify(asking().workspaceId));
  }

  export(): Promise<StreamableFile> {
    const { workspaceId, actor } = asking();
    return ndjson(this.lines(workspaceId, actor), `audit-${workspaceId}.ndjson`);
  }

  private async *lines(workspaceId: string, actor: TransactionActor): AsyncGenerator<string, void, undefined> {
    for (let seq = 0; ;) {
      const after = seq;
      const page = await this.database.withTenant(workspaceId, actor, (tx) =>
        this.entries.after(tx, after, ENTRIES_PER_PAGE),
      );
      for (const entry of page) yield JSON.stringify(auditEntryView(entry));
      const last = page.at(-1);
      if (!last || page.length < ENTRIES_PER_PAGE) return;
      seq = last.seq;
    }
  }
}

function asking(): { workspaceId: string; actor: TransactionActor } {
  const { workspaceId, actor } = currentContext() ?? {};
  if (workspaceId && actor) return { workspaceId, actor };
  throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
}
