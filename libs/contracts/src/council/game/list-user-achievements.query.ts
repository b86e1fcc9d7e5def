import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a UserAchievementList: of somebody who has done nothing here, all are still to come. */
@RaptorMessage({
  kind: 'query',
  name: 'council.user.achievements',
  version: 1,
  channel: 'addressed',
  role: 'viewer',
})
export class ListUserAchievements {
  @Matches(ROW_ID) id!: string;
}
