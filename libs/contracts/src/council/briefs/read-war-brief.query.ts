import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a WarBriefResponse. */
@RaptorMessage({ kind: 'query', name: 'council.brief.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadWarBrief {
  @Matches(ROW_ID) id!: string;
}
