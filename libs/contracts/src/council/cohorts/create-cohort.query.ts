import { RaptorMessage } from '../../raptor-message';
import { CreateCohortRequest } from './cohort.dto';

/** Answered with a CohortResponse. */
@RaptorMessage({ kind: 'query', name: 'council.cohort.create', version: 1, channel: 'addressed', role: 'operator' })
export class CreateCohort extends CreateCohortRequest {}
