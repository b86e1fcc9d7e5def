import { RaptorMessage } from '../../raptor-message';
import { RecordObservationsRequest } from './observation.dto';

/** Answered with a RecordedObservationsResponse. */
@RaptorMessage({
  kind: 'query',
  name: 'matrix.observations.record',
  version: 1,
  channel: 'addressed',
  role: 'operator',
})
export class RecordObservations extends RecordObservationsRequest {}
