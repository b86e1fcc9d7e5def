import { RaptorMessage } from '../raptor-message';
import { StartStopRequest } from './emergency-stop.dto';

/** Answered, once it holds, with the EmergencyStopResponse: the new one, or the one that is on already. */
@RaptorMessage({
  kind: 'query',
  name: 'council.emergency.start',
  version: 1,
  channel: 'addressed',
  lane: 'critical',
  role: 'admin',
})
export class StartEmergencyStop extends StartStopRequest {}
