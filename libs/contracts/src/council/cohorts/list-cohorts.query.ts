import { RaptorMessage } from '../../raptor-message';
import { CohortListQuery } from './cohort.dto';

/** Answered with a CohortPage. */
@RaptorMessage({ kind: 'query', name: 'council.cohorts.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListCohorts extends CohortListQuery {}
