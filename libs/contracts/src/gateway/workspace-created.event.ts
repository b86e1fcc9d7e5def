import { IsIn, IsTimeZone, IsUUID, Length } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { PLANS, type Plan } from '../workspace/plans';

/** A workspace is there, the one in the envelope. Each reader makes the rows that a workspace begins with. */
@RaptorMessage({
  kind: 'event',
  name: 'gateway.workspace.created',
  version: 1,
  channel: 'sys.workspace.lifecycle',
  readers: ['council', 'research', 'muse', 'matrix', 'guardian'],
})
export class WorkspaceCreated {
  @Length(1, 200) name!: string;
  @IsIn(PLANS) plan!: Plan;
  /** Of the IANA database: its days and months are the workspace's. */
  @IsTimeZone() timezone!: string;
  /** The user who is its first admin. */
  @IsUUID() ownerId!: string;
}
