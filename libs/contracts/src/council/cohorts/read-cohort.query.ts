import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a CohortResponse. */
@RaptorMessage({ kind: 'query', name: 'council.cohort.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadCohort {
  @Matches(ROW_ID) id!: string;
}
