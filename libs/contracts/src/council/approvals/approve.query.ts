import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { DecideApprovalRequest } from './approval.dto';

/** Says yes, once and for all; answered with an ApprovalResponse. What is risky needs more than this role. */
@RaptorMessage({ kind: 'query', name: 'council.approval.approve', version: 1, channel: 'addressed', role: 'operator' })
export class Approve extends DecideApprovalRequest {
  @Matches(ROW_ID) id!: string;
}
