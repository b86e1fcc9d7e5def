import { RaptorMessage } from '../raptor-message';
import { DeadLetterFilter } from './dead-letter.dto';

/** Has open letters handled once more, at most 1,000; answered with RedrivenLetters. */
@RaptorMessage({ kind: 'query', name: 'sys.dead_letters.redrive', version: 1, channel: 'addressed', role: 'admin' })
export class RedriveDeadLetters extends DeadLetterFilter {}

export interface RedrivenLetters {
  readonly queued: number;
  /** There may be more. */
  readonly has_more: boolean;
}
