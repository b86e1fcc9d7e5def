import { Matches } from 'class-validator';
import { ROW_ID } from '../council/row-id';
import { RaptorMessage } from '../raptor-message';

/** Answered with a DeadLetterDetailResponse; RESOURCE_NOT_FOUND for one of another workspace. */
@RaptorMessage({ kind: 'query', name: 'sys.dead_letter.read', version: 1, channel: 'addressed', role: 'admin' })
export class ReadDeadLetter {
  @Matches(ROW_ID) id!: string;
}
