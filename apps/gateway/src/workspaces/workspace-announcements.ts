import { Injectable } from '@nestjs/common';
import { AuditRecorded, WorkspaceCreated, WorkspaceDeleted } from '@raptor/contracts';
import { workspaceOf, type Transaction, type TransactionActor } from '@raptor/persistence';
import { currentContext, runInContext, traceparentOr } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';

/** When a deletion is announced once more: what was at work when it came first, or was tried again, has ended by then. */
const SECOND_TIME_MS = 24 * 3_600_000;

/** Tells the services of the transaction's workspace when it commits; in the audit log, too. */
@Injectable()
export class WorkspaceAnnouncements {
  constructor(private readonly outbox: Outbox) {}

  async created(tx: Transaction, actor: TransactionActor, workspace: WorkspaceCreated): Promise<void> {
    const message = Object.assign(new WorkspaceCreated(), workspace);
    await about(workspaceOf(tx), actor, () =>
      this.outbox.sendAll(tx, [{ message }, { message: audited(tx, 'workspace.created') }]),
    );
  }

  /** Somebody has accepted their invitation. */
  async joined(tx: Transaction, actor: TransactionActor): Promise<void> {
    const fact = { action: 'member.joined', subjectType: 'member', subjectId: actor.id };
    await about(workspaceOf(tx), actor, () => this.outbox.send(tx, Object.assign(new AuditRecorded(), fact)));
  }

  async deleted(tx: Transaction, actor: TransactionActor): Promise<void> {
    const message = new WorkspaceDeleted();
    const deliverAfter = new Date(Date.now() + SECOND_TIME_MS);
    await about(workspaceOf(tx), actor, () =>
      this.outbox.sendAll(tx, [
        { message },
        { message, options: { deliverAfter } },
        { message: audited(tx, 'workspace.deleted') },
      ]),
    );
  }
}

const audited = (tx: Transaction, action: string): AuditRecorded =>
  Object.assign(new AuditRecorded(), { action, subjectType: 'workspace', subjectId: workspaceOf(tx) });

/** A request is about the workspace of its token: one that makes another workspace says so in what it announces of that. */
function about<T>(workspaceId: string, actor: TransactionActor, send: () => T): T {
  const context = currentContext() ?? { requestId: uuidv7(), traceparent: traceparentOr(undefined) };
  return runInContext({ ...context, workspaceId, actor }, send);
}
