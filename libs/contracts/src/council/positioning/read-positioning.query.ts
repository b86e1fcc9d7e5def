import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a PositioningResponse. */
@RaptorMessage({ kind: 'query', name: 'council.positioning.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadPositioning {
  @Matches(ROW_ID) id!: string;
}
