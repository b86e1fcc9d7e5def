import { RaptorMessage } from '../raptor-message';

/** Answered with an EmergencyStopList. */
@RaptorMessage({
  kind: 'query',
  name: 'council.emergency.list',
  version: 1,
  channel: 'addressed',
  lane: 'critical',
  role: 'admin',
})
export class ListEmergencyStops {}
