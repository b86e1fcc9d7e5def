import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { APPROVAL_SUBJECTS, RISKS, type ApprovalSubject, type Risk } from './approval-words';

/** Somebody is to say yes or no to one exact content. Sent with the transaction that asked. */
@RaptorMessage({
  kind: 'event',
  name: 'council.approval.required',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class ApprovalRequired {
  @IsUUID() approvalId!: string;
  @IsIn(APPROVAL_SUBJECTS) subjectType!: ApprovalSubject;
  @IsUUID() subjectId!: string;
  @IsOptional() @IsUUID() campaignId?: string;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
  @IsIn(RISKS) risk!: Risk;
}
