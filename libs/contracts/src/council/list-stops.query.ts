import { RaptorMessage } from '../raptor-message';

/** Asks which stops are on in the workspace of the envelope; answered with a list of {@link ActiveStop}. */
@RaptorMessage({ kind: 'query', name: 'council.stops.list', version: 1, channel: 'addressed', lane: 'critical' })
export class ListStops {}
