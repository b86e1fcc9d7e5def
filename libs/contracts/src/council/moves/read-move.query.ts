import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a MoveResponse. */
@RaptorMessage({ kind: 'query', name: 'council.move.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadMove {
  @Matches(ROW_ID) id!: string;
}
