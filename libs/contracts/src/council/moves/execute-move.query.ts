import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Lets the effect of a move leave, once; answered with the MoveResponse that it has become. */
@RaptorMessage({ kind: 'query', name: 'council.move.execute', version: 1, channel: 'addressed', role: 'operator' })
export class ExecuteMove {
  @Matches(ROW_ID) id!: string;
}
