import { RaptorMessage } from '../raptor-message';

/** A hint to every replica that runs agents: a stop was started or ended in the workspace of the envelope. Which are on, the council says. */
@RaptorMessage({ kind: 'event', name: 'council.stops.changed', version: 1, channel: 'sys.global.stops' })
export class StopsChanged {}
