import { Matches } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';
import { RecordResponseRequest } from './alert.dto';

/** Answered with the AlertResponseRecord. The alert is in progress from then on, unless it is resolved. */
@RaptorMessage({ kind: 'query', name: 'matrix.alert.respond', version: 1, channel: 'addressed', role: 'operator' })
export class RespondToAlert extends RecordResponseRequest {
  @Matches(ROW_ID) id!: string;
}
