import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ROW_ID } from '../council/row-id';
import { RaptorMessage } from '../raptor-message';
import { DEAD_LETTER_STATES, DeadLetterFilter, type DeadLetterState } from './dead-letter.dto';

/** Asks a service for its dead letters about the workspace of the envelope, newest first; answered with a list of DeadLetterResponse. */
@RaptorMessage({ kind: 'query', name: 'sys.dead_letters.list', version: 1, channel: 'addressed', role: 'admin' })
export class ListDeadLetters extends DeadLetterFilter {
  @IsOptional() @IsIn(DEAD_LETTER_STATES) state?: DeadLetterState;
  @IsInt() @Min(1) @Max(101) limit!: number;
  /** The id of the last one of the page before. */
  @IsOptional() @Matches(ROW_ID) after?: string;
}
