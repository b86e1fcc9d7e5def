import { Matches } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';

/** Answered with the AlertResponse that it has become. One that is further already stays as it is. */
@RaptorMessage({ kind: 'query', name: 'matrix.alert.acknowledge', version: 1, channel: 'addressed', role: 'analyst' })
export class AcknowledgeAlert {
  @Matches(ROW_ID) id!: string;
}
