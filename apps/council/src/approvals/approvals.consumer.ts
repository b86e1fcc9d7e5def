import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import { Approve, DelegateApproval, ListApprovals, Reject, type ApprovalResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import type { PageAnswer } from '../operations/page-answer';
import { ApprovalsService } from './approvals.service';

@Controller()
export class ApprovalsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly approvals: ApprovalsService,
  ) {}

  @OnQuery(ListApprovals)
  list(@Payload() asked: ListApprovals, @Ctx() context: RaptorBusContext): Promise<PageAnswer<ApprovalResponse>> {
    return this.operations.read(context, (tx) => this.approvals.list(tx, asked));
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
