import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PatchCohortRequest } from './cohort.dto';

/** Answered with a CohortResponse. */
@RaptorMessage({ kind: 'query', name: 'council.cohort.change', version: 1, channel: 'addressed', role: 'operator' })
export class ChangeCohort extends PatchCohortRequest {
  @Matches(ROW_ID) id!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
