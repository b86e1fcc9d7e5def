import { RaptorMessage } from '../../raptor-message';
import { CreatePositioningRequest } from './positioning.dto';

/** Answered with a PositioningResponse. */
@RaptorMessage({
  kind: 'query',
  name: 'council.positioning.create',
  version: 1,
  channel: 'addressed',
  role: 'operator',
})
export class CreatePositioning extends CreatePositioningRequest {}
