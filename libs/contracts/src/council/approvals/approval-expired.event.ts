import { IsIn, IsUUID, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { APPROVAL_SUBJECTS, RISKS, type ApprovalSubject, type Risk } from './approval-words';

/** Nobody has said yes or no to it in time. Sent with the transaction that wrote it down. */
@RaptorMessage({
  kind: 'event',
  name: 'council.approval.expired',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class ApprovalExpired {
  @IsUUID() approvalId!: string;
  @IsIn(APPROVAL_SUBJECTS) subjectType!: ApprovalSubject;
  @IsUUID() subjectId!: string;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
  @IsIn(RISKS) risk!: Risk;
}
