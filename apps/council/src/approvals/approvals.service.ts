import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import {
  ApprovalDecided,
  type ApprovalResponse,
  type DecideApprovalRequest,
  type DelegateApproval,
  type ListApprovals,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Outbox, type Actor } from '@raptor/raptor-bus';
import { CampaignsRepository } from '../campaigns/campaigns.repository';
import { MovesRepository } from '../moves/moves.repository';
import { actorName } from '../operations/actor-name';
import { invalidFields, stateForbids } from '../operations/fields';
import type { ApprovalEntity } from './approval.entity';
import { goOnWith } from './go-on-with';
import { approvalResponse } from './approval.mapper';
import { ApprovalsRepository } from './approvals.repository';
import { isEnoughFor, refuseUnlessItIsTheirs, refuseUnlessMayDecide } from './may-decide';

type Decision = 'approved' | 'rejected';

/** A person says yes or no to one exact content: what they saw, once, in time. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly approvals: ApprovalsRepository,
    private readonly campaigns: CampaignsRepository,
    private readonly moves: MovesRepository,
    private readonly outbox: Outbox,
  ) {}

  list(
    tx: Transaction,
    { state, risk, assigned_to: assignedTo, ...page }: ListApprovals,
  ): Promise<PageAnswer<ApprovalResponse>> {
    const like = { ...(state && { state }), ...(risk && { risk }), ...(assignedTo && { assignedTo }) };
    return pageAnswer(page, (request) => this.approvals.list(tx, request, like), approvalResponse);
  }

  async read(tx: Transaction, id: string): Promise<ApprovalResponse> {
    return approvalResponse(await this.approvals.get(tx, id));
  }

  /**
   * @throws AppError AUTH_FORBIDDEN, STATE_FORBIDS when it is decided, void or too late, VERSION_CHANGED when it is about other content than
   *   what was seen.
   */
  async decide(
    tx: Transaction,
    decision: Decision,
    { id, content_hash: contentHash, note }: DecideApprovalRequest & { id: string },
    by: Actor,
  ): Promise<Changed<ApprovalResponse>> {
    const row = await this.approvals.lock(tx, id);
    refuseUnlessMayDecide(row, await this.authorsOf(tx, row), by);
    refuseUnlessPending(row);
    if (row.contentHash !== contentHash)
      throw new AppError('VERSION_CHANGED', 'It is about other content than what was looked at');
    const decidedBy = actorName(by);
    const decided = { contentHash, decidedBy, note: note ?? null, state: decision };
    if (!(await this.approvals.decide(tx, id, decided)))
      throw stateForbids(`Its time was over at ${row.expiresAt.toISOString()}`);
    await this.outbox.send(tx, announcementOf(row, decision, decidedBy));
    await goOnWith(this.outbox, tx, row);
    return {
      answer: approvalResponse(await this.approvals.get(tx, id)),
      audited: {
        action: `approval.${decision}`,
        subjectType: 'approval',
        subjectId: id,
        afterHash: contentHash,
        detail: { subject_type: row.subjectType, subject_id: row.subjectId, risk: row.risk },
      },
    };
  }

  async delegate(
    tx: Transaction,
    { id, user_id: userId, user_role: role }: DelegateApproval,
    by: Actor,
  ): Promise<Changed<ApprovalResponse>> {
    const row = await this.approvals.lock(tx, id);
    refuseUnlessItIsTheirs(row, by);
    refuseUnlessPending(row);
    if (!isEnoughFor(row.risk, role))
      throw invalidFields({ field: 'user_id', message: `is somebody whose role is not enough for ${row.risk} risk` });
    const assignee = userId.toLowerCase();
    if (row.risk === 'high' && (await this.authorsOf(tx, row)).includes(`user:${assignee}`))
      throw invalidFields({ field: 'user_id', message: 'is its author, who may not decide of high risk' });
    if (row.assignedTo === assignee) return { answer: approvalResponse(row) };
    await this.approvals.delegate(tx, id, assignee);
    return {
      answer: approvalResponse(await this.approvals.get(tx, id)),
      audited: {
        action: 'approval.delegated',
        subjectType: 'approval',
        subjectId: id,
        detail: { assigned_to: assignee, was: row.assignedTo },
      },
    };
  }

  /** Who asked for it and, where the council knows, who made what it is about. */
  private async authorsOf(tx: Transaction, row: ApprovalEntity): Promise<string[]> {
    const campaignId = await this.campaignOf(tx, row);
    const campaign = campaignId === undefined ? null : await this.campaigns.find(tx, campaignId);
    return [row.requestedBy, ...(campaign ? [campaign.createdBy] : [])];
  }

  private async campaignOf(tx: Transaction, row: ApprovalEntity): Promise<string | undefined> {
    const { subjectType, subjectId } = row;
    if (subjectType === 'campaign') return subjectId;
    if (row.campaignId !== null) return row.campaignId;
    return subjectType === 'move' ? (await this.moves.find(tx, subjectId))?.campaignId : undefined;
  }
}

/** Decisions are final. @throws AppError STATE_FORBIDS */
function refuseUnlessPending({ state }: ApprovalEntity): void {
  if (state !== 'pending') throw stateForbids(`It is ${state}, and that is final`);
}

const announcementOf = (row: ApprovalEntity, decision: Decision, decidedBy: string): ApprovalDecided =>
  Object.assign(new ApprovalDecided(), {
    approvalId: row.id,
    decision,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    contentHash: row.contentHash,
    risk: row.risk,
    decidedBy,
  });
