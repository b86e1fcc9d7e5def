import { IsIn, Matches } from 'class-validator';
import { ROLES, type Role } from '../../identity/roles';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { DelegateApprovalRequest } from './approval.dto';

/** Leaves a decision to somebody; answered with an ApprovalResponse. */
@RaptorMessage({ kind: 'query', name: 'council.approval.delegate', version: 1, channel: 'addressed', role: 'operator' })
export class DelegateApproval extends DelegateApprovalRequest {
  @Matches(ROW_ID) id!: string;
  /** What the one who gets it is in the workspace: the gateway knows its members. */
  @IsIn(ROLES) user_role!: Role;
}
