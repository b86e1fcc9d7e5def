import { IsIn, IsUUID, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { STOP_REASONS, STOP_SCOPES, STOP_TARGET, type StopReason, type StopScope } from './stop-scope';

/** An emergency stop, as the world outside hears of it; replicas that run agents are hinted at it apart. */
export abstract class StopFact {
  @IsUUID() stopId!: string;
  @IsIn(STOP_SCOPES) scope!: StopScope;
  /** `*` with the scope `workspace` and with no other. */
  @Matches(STOP_TARGET) target!: string;
  @IsIn(STOP_REASONS) reason!: StopReason;
}

@RaptorMessage({
  kind: 'event',
  name: 'council.stop.started',
  version: 1,
  channel: 'sys.alert.critical',
  readers: ['gateway'],
})
export class StopStarted extends StopFact {}

@RaptorMessage({
  kind: 'event',
  name: 'council.stop.ended',
  version: 1,
  channel: 'sys.alert.critical',
  readers: ['gateway'],
})
export class StopEnded extends StopFact {}
