import { Matches } from 'class-validator';
import { ROW_ID } from '../council/row-id';
import { RaptorMessage } from '../raptor-message';

/** A run of an agent of the service that is asked, by its own id or by that of its assignment; answered with a RunResponse. */
@RaptorMessage({ kind: 'query', name: 'guild.run.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadRun {
  @Matches(ROW_ID) id!: string;
}
