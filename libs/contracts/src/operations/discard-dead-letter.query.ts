import { Matches } from 'class-validator';
import { ROW_ID } from '../council/row-id';
import { RaptorMessage } from '../raptor-message';
import { DiscardRequest } from './dead-letter.dto';

/** Closes a letter that nobody is to handle; answered with the DeadLetterResponse. */
@RaptorMessage({ kind: 'query', name: 'sys.dead_letter.discard', version: 1, channel: 'addressed', role: 'admin' })
export class DiscardDeadLetter extends DiscardRequest {
  @Matches(ROW_ID) id!: string;
}
