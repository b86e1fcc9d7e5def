import { RaptorMessage } from '../raptor-message';
import { StopTargetQuery } from './emergency-stop.dto';

/** Answered with the EmergencyStopResponse of the stop that was ended. */
@RaptorMessage({
  kind: 'query',
  name: 'council.emergency.end',
  version: 1,
  channel: 'addressed',
  lane: 'critical',
  role: 'admin',
})
export class EndEmergencyStop extends StopTargetQuery {}
