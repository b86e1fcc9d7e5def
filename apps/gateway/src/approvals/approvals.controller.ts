import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ApprovalListQuery,
  ApprovalPage,
  ApprovalResponse,
  Approve,
  DecideApprovalRequest,
  DelegateApproval,
  DelegateApprovalRequest,
  ListApprovals,
  ReadApproval,
  Reject,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';
import { Delegates } from './delegates';

const WHO_MAY =
  'Medium risk is decided by an operator, high risk by an admin who is not its author; what is assigned by the one it is assigned to, or an admin. Decisions are final. 412 when it is about other content than what was looked at.';

@ApiTags('approvals')
@Controller('approvals')
export class ApprovalsController {
  constructor(
    private readonly owners: Owners,
    private readonly delegates: Delegates,
  ) {}

  @ApiGet('', {
    id: 'listApprovals',
    summary: 'List what waits for a yes or no, and what was said',
    description: 'Order: `created_at`.',
    asks: ListApprovals,
    answers: ApprovalPage,
  })
  list(@Query() query: ApprovalListQuery): Promise<ApprovalPage> {
    return this.owners.ask(ListApprovals, query);
  }

  @ApiGet(':id', {
    id: 'getApproval',
    summary: 'Read what waits for a yes or no, or what was said',
    asks: ReadApproval,
    answers: ApprovalResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<ApprovalResponse> {
    return this.owners.ask(ReadApproval, { id });
  }

  @ApiPost(':id/approve', {
    id: 'approve',
    summary: 'Say yes to one exact content',
    description: WHO_MAY,
    asks: Approve,
    answers: ApprovalResponse,
    status: 200,
    problems: [409, 412],
  })
  @ApiIds('id')
  approve(@Id() id: string, @Body() request: DecideApprovalRequest): Promise<ApprovalResponse> {
    return this.owners.ask(Approve, { ...request, id });
  }

  @ApiPost(':id/reject', {
    id: 'reject',
    summary: 'Say no to one exact content',
    description: WHO_MAY,
    asks: Reject,
    answers: ApprovalResponse,
    status: 200,
    problems: [409, 412],
  })
  @ApiIds('id')
  reject(@Id() id: string, @Body() request: DecideApprovalRequest): Promise<ApprovalResponse> {
    return this.owners.ask(Reject, { ...request, id });
  }

  @ApiPost(':id/delegate', {
    id: 'delegateApproval',
    summary: 'Leave a decision to somebody',
    description: 'To an active member whose role is enough for its risk, and who is not its author where that is high.',
    asks: DelegateApproval,
    answers: ApprovalResponse,
    status: 200,
    problems: [409],
  })
  @ApiIds('id')
  async delegate(@Id() id: string, @Body() { user_id }: DelegateApprovalRequest): Promise<ApprovalResponse> {
    const role = await this.delegates.roleOf(user_id);
    return this.owners.ask(DelegateApproval, { id, user_id, user_role: role });
  }
}
