import { PageQuery } from '../../api/page.dto';
import { RaptorMessage } from '../../raptor-message';

/** Answered with an AchievementPage. */
@RaptorMessage({ kind: 'query', name: 'council.achievements.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListAchievements extends PageQuery {}
