import { IsUUID } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** The council's own timer: an assignment whose deadline has passed without anybody having said what became of it counts as failed. */
@RaptorMessage({
  kind: 'command',
  name: 'council.assignment.expire',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class ExpireAssignment {
  @IsUUID() assignmentId!: string;
}
