import { RaptorMessage } from '../raptor-message';

/** The council's own timer: reservations of the workspace in the envelope are due, and count as spent. */
@RaptorMessage({
  kind: 'command',
  name: 'council.reservations.expire',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class ExpireReservations {}
