import { IsIn, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { STOP_REASONS, STOP_SCOPES, STOP_TARGET, type StopReason, type StopScope } from './stop-scope';

/** Stops an agent, a guild or everything in the workspace of the envelope, at once and on every replica. One that is on stays as it is. */
@RaptorMessage({
  kind: 'command',
  name: 'council.stop.start',
  version: 1,
  channel: 'sys.council',
  lane: 'critical',
  readers: ['council'],
})
export class StartStop {
  @IsIn(STOP_SCOPES) scope!: StopScope;
  /** `*` with the scope `workspace` and with no other. */
  @Matches(STOP_TARGET) target!: string;
  @IsIn(STOP_REASONS) reason!: StopReason;
}
