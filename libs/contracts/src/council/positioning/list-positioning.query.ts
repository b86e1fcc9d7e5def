import { RaptorMessage } from '../../raptor-message';
import { PositioningListQuery } from './positioning.dto';

/** Answered with a PositioningPage. */
@RaptorMessage({ kind: 'query', name: 'council.positioning.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListPositioning extends PositioningListQuery {}
