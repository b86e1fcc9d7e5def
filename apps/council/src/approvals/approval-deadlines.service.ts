import { Injectable } from '@nestjs/common';
import { ApprovalExpired, AuditRecorded, ExpireApproval } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { ApprovalEntity } from './approval.entity';
import { goOnWith } from './go-on-with';
import { ApprovalsRepository } from './approvals.repository';

/** A timer must not be a moment too early, whosever clock it goes by. */
const MARGIN_MS = 100;

type Wanted = Pick<ApprovalEntity, 'subjectType' | 'subjectId' | 'contentHash' | 'risk' | 'requestedBy' | 'expiresAt'> &
  Partial<Pick<ApprovalEntity, 'assignedTo' | 'campaignId'>>;

/** How long approvals wait: each has a timer from the moment it is asked for. */
@Injectable()
export class ApprovalDeadlines {
  constructor(
    private readonly approvals: ApprovalsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Asks for a yes or no, and sees to it that the question does not stay open for ever.
   * @returns the approval that content has: this one, or the one that was asked for or given before.
   */
  async request(tx: Transaction, wanted: Wanted): Promise<ApprovalEntity> {
    const id = uuidv7();
    const approval = await this.approvals.request(tx, { ...wanted, id });
    if (approval.id === id) await this.wakeAt(tx, approval);
    return approval;
  }

  /** What is still open when its time is over by the database's clock expires, once; one that was decided stays decided. */
  async expire(tx: Transaction, id: string): Promise<void> {
    const approval = await this.approvals.lockIfThere(tx, id);
    if (approval?.state !== 'pending') return;
    if (!(await this.approvals.expire(tx, id))) return this.wakeAt(tx, approval);
    await this.outbox.sendAll(tx, [{ message: announcementOf(approval) }, { message: auditOf(approval) }]);
    await goOnWith(this.outbox, tx, approval);
  }

  private async wakeAt(tx: Transaction, { id, expiresAt }: ApprovalEntity): Promise<void> {
    const deliverAfter = new Date(Math.max(expiresAt.getTime(), Date.now()) + MARGIN_MS);
    await this.outbox.send(tx, Object.assign(new ExpireApproval(), { approvalId: id }), { deliverAfter });
  }
}

const announcementOf = ({ id, subjectType, subjectId, contentHash, risk }: ApprovalEntity): ApprovalExpired =>
  Object.assign(new ApprovalExpired(), { approvalId: id, subjectType, subjectId, contentHash, risk });

const auditOf = ({ id, subjectType, subjectId, contentHash, risk }: ApprovalEntity): AuditRecorded =>
  Object.assign(new AuditRecorded(), {
    action: 'approval.expired',
    subjectType: 'approval',
    subjectId: id,
    afterHash: contentHash,
    detail: { subject_type: subjectType, subject_id: subjectId, risk },
  });
