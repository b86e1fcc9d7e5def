import { WorkspaceCreated } from './gateway/workspace-created.event';
import { WorkspaceDeleted } from './gateway/workspace-deleted.event';
import { WorkspacePurged } from './guild/workspace-purged.event';
import type { MessageClass } from './raptor-message';
import { AuditRecorded } from './sys/audit-recorded.event';
import { DescribeService } from './sys/describe-service.query';
import { ReplicaBeat } from './sys/replica-beat.event';

/** Every message that crosses a process: the bus knows these and no others. */
export const MESSAGES: readonly MessageClass[] = [
  AuditRecorded,
  DescribeService,
  ReplicaBeat,
  WorkspaceCreated,
  WorkspaceDeleted,
  WorkspacePurged,
];
