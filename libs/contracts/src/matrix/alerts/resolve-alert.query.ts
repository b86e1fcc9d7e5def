import { Matches } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';

/** Answered with the AlertResponse that it has become. */
@RaptorMessage({ kind: 'query', name: 'matrix.alert.resolve', version: 1, channel: 'addressed', role: 'operator' })
export class ResolveAlert {
  @Matches(ROW_ID) id!: string;
}
