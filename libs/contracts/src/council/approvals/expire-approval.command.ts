import { IsUUID } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** The council's own timer: the time of an approval is over, and if nobody has decided it, nobody will. */
@RaptorMessage({
  kind: 'command',
  name: 'council.approval.expire',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class ExpireApproval {
  @IsUUID() approvalId!: string;
}
