import { IsIn, IsUUID, Length, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { APPROVAL_SUBJECTS, RISKS, type ApprovalSubject, type Risk } from './approval-words';

/** Somebody has said yes or no to one exact content. Sent with the transaction that wrote it down. */
@RaptorMessage({
  kind: 'event',
  name: 'council.approval.decided',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class ApprovalDecided {
  @IsUUID() approvalId!: string;
  @IsIn(['approved', 'rejected']) decision!: 'approved' | 'rejected';
  @IsIn(APPROVAL_SUBJECTS) subjectType!: ApprovalSubject;
  @IsUUID() subjectId!: string;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
  @IsIn(RISKS) risk!: Risk;
  /** `user:<id>` and the like. */
  @Length(3, 200) decidedBy!: string;
}
