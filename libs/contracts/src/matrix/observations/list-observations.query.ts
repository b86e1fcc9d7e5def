import { RaptorMessage } from '../../raptor-message';
import { ObservationsQuery } from './observation.dto';

/** Answered with an ObservationPage. */
@RaptorMessage({ kind: 'query', name: 'matrix.observations.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListObservations extends ObservationsQuery {}
