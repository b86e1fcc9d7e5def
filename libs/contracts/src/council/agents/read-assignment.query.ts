import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** What has become of an assignment, as far as the council was told; answered with a RunResponse. */
@RaptorMessage({ kind: 'query', name: 'council.run.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadAssignment {
  @Matches(ROW_ID) id!: string;
}
