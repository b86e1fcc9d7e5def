import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { inWorkspace, Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  Approve,
  DelegateApproval,
  ExpireApproval,
  ListApprovals,
  ReadApproval,
  Reject,
  type ApprovalResponse,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { ApprovalDeadlines } from './approval-deadlines.service';
import { ApprovalsService } from './approvals.service';

/** Who lets approvals expire: not the one who asked for them. */
const COUNCIL = { type: 'system', id: 'council' } as const;

@Controller()
export class ApprovalsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly approvals: ApprovalsService,
    private readonly deadlines: ApprovalDeadlines,
    private readonly database: Database,
    private readonly inbox: Inbox,
  ) {}

  @OnQuery(ListApprovals)
  list(@Payload() asked: ListApprovals, @Ctx() context: RaptorBusContext): Promise<PageAnswer<ApprovalResponse>> {
    return this.operations.read(context, (tx) => this.approvals.list(tx, asked));
  }

  @OnQuery(ReadApproval)
  read(@Payload() { id }: ReadApproval, @Ctx() context: RaptorBusContext): Promise<ApprovalResponse> {
    return this.operations.read(context, (tx) => this.approvals.read(tx, id));
  }

  @OnQuery(Approve)
  approve(@Payload() asked: Approve, @Ctx() context: RaptorBusContext): Promise<ApprovalResponse> {
    return this.decide('approved', asked, context);
  }

  @OnQuery(Reject)
  reject(@Payload() asked: Reject, @Ctx() context: RaptorBusContext): Promise<ApprovalResponse> {
    return this.decide('rejected', asked, context);
  }

  @OnQuery(DelegateApproval)
  delegate(@Payload() asked: DelegateApproval, @Ctx() context: RaptorBusContext): Promise<ApprovalResponse> {
    const { actor } = context.envelope;
    return this.operations.change(context, (tx) => this.approvals.delegate(tx, asked, actor));
  }

  @OnMessage(ExpireApproval)
  async expire(@Payload() { approvalId }: ExpireApproval, @Ctx() context: RaptorBusContext): Promise<void> {
    const workspaceId = workspaceIn(context);
    await inWorkspace(workspaceId, COUNCIL, () =>
      this.database.withTenant(workspaceId, COUNCIL, (tx) =>
        this.inbox.once(tx, context, () => this.deadlines.expire(tx, approvalId)),
      ),
    );
  }

  private decide(
    decision: 'approved' | 'rejected',
    asked: Approve | Reject,
    context: RaptorBusContext,
  ): Promise<ApprovalResponse> {
    const { actor } = context.envelope;
    return withConstraints({}, () =>
      this.operations.change(context, (tx) => this.approvals.decide(tx, decision, asked, actor)),
    );
  }
}
