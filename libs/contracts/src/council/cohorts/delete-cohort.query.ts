import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Removes a cohort, and what was written for it; answered with nothing. One that a campaign speaks to stays. */
@RaptorMessage({ kind: 'query', name: 'council.cohort.delete', version: 1, channel: 'addressed', role: 'operator' })
export class DeleteCohort {
  @Matches(ROW_ID) id!: string;
}
