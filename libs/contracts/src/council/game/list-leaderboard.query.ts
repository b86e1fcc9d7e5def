import { PageQuery } from '../../api/page.dto';
import { RaptorMessage } from '../../raptor-message';

/** Answered with a LeaderboardPage. */
@RaptorMessage({ kind: 'query', name: 'council.leaderboard.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListLeaderboard extends PageQuery {}
