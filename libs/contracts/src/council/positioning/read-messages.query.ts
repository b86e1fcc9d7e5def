import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with the MessagesResponse of a positioning. */
@RaptorMessage({ kind: 'query', name: 'council.messages.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadMessages {
  /** Of the positioning. */
  @Matches(ROW_ID) id!: string;
}
