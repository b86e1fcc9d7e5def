import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with an ApprovalResponse. */
@RaptorMessage({ kind: 'query', name: 'council.approval.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadApproval {
  @Matches(ROW_ID) id!: string;
}
