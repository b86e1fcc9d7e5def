import { Injectable, type StreamableFile } from '@nestjs/common';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { WorkspaceExport, type TransactionActor } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { Changes } from '../api/changes';
import { ndjson } from '../api/ndjson';

/** Services whose rows are in it. The others cannot be asked for theirs yet; the manifest says so. */
const PARTS: readonly ServiceKey[] = ['gateway'];

/** All that is stored of a workspace, for whoever wants to take it along. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly rows: WorkspaceExport,
    private readonly changes: Changes,
  ) {}

  async export(workspaceId: string): Promise<StreamableFile> {
    const actor = currentContext()?.actor;
    if (!actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    // Nothing is changed by it, and yet it is something that people want to know of.
    await this.changes.run(() =>
      Promise.resolve({
        answer: undefined,
        audited: { action: 'workspace.exported', subjectType: 'workspace', subjectId: workspaceId },
      }),
    );
    return ndjson(this.lines(workspaceId, actor), `workspace-${workspaceId}.ndjson`);
  }

  private async *lines(workspaceId: string, actor: TransactionActor): AsyncGenerator<string, void, undefined> {
    const lacking = SERVICE_KEYS.filter((service) => !PARTS.includes(service));
    const manifest = { workspace_id: workspaceId, exported_at: new Date().toISOString(), parts: PARTS, lacking };
    yield JSON.stringify({ manifest });
    yield* this.rows.lines(workspaceId, actor);
  }
}
