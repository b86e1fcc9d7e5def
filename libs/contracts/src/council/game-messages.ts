import type { MessageClass } from '../raptor-message';
import { ListAchievements } from './game/list-achievements.query';
import { ListLeaderboard } from './game/list-leaderboard.query';
import { ListUserAchievements } from './game/list-user-achievements.query';
import { ReadUserStats } from './game/read-user-stats.query';

/** Operations about what people have achieved. */
export const GAME_MESSAGES: readonly MessageClass[] = [
  ListAchievements,
  ListLeaderboard,
  ListUserAchievements,
  ReadUserStats,
];
