import { Matches } from 'class-validator';
import { ROW_ID } from '../council/row-id';
import { RaptorMessage } from '../raptor-message';
import { RedriveRequest } from './dead-letter.dto';

/** Has a letter handled once more, with another payload where one is given; answered with the DeadLetterResponse. */
@RaptorMessage({ kind: 'query', name: 'sys.dead_letter.redrive', version: 1, channel: 'addressed', role: 'admin' })
export class RedriveDeadLetter extends RedriveRequest {
  @Matches(ROW_ID) id!: string;
}
