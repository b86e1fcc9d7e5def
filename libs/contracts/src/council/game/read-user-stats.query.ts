import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a UserStatsResponse: of somebody who has done nothing here, zeros. */
@RaptorMessage({ kind: 'query', name: 'council.user.stats', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadUserStats {
  @Matches(ROW_ID) id!: string;
}
