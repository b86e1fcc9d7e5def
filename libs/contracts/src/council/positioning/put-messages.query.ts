import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PutMessagesRequest } from './messages.dto';

/** Answered with a MessagesResponse. */
@RaptorMessage({ kind: 'query', name: 'council.messages.put', version: 1, channel: 'addressed', role: 'operator' })
export class PutMessages extends PutMessagesRequest {
  /** Of the positioning. */
  @Matches(ROW_ID) id!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
