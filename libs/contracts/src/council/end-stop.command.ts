import { IsIn, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { STOP_SCOPES, STOP_TARGET, type StopScope } from './stop-scope';

/** Ends the stop of exactly that. Where none is on, nothing happens. */
@RaptorMessage({
  kind: 'command',
  name: 'council.stop.end',
  version: 1,
  channel: 'sys.council',
  lane: 'critical',
  readers: ['council'],
})
export class EndStop {
  @IsIn(STOP_SCOPES) scope!: StopScope;
  @Matches(STOP_TARGET) target!: string;
}
