import type {
  AchievementResponse,
  LeaderboardEntry,
  UserAchievementResponse,
  UserStatsResponse,
} from '@raptor/contracts';
import type { AchievementEntity } from './achievement.entity';
import type { UserAchievementEntity } from './user-achievement.entity';
import type { UserStatsEntity } from './user-stats.entity';

export const achievementResponse = (row: AchievementEntity): AchievementResponse => ({
  id: row.id,
  code: row.code,
  name: row.name,
  category: row.category,
  xp: row.xp,
  rarity: row.rarity,
  counter: row.unlockCondition.counter,
  at_least: row.unlockCondition.atLeast,
});

/** All there are, as one person has them: theirs in the order in which they came, then the nearest first. */
export function achievementsOf(
  all: readonly AchievementEntity[],
  theirs: readonly UserAchievementEntity[],
): UserAchievementResponse[] {
  const mine = new Map(theirs.map((each) => [each.achievementId, each]));
  return all
    .map((achievement) => userAchievement(achievement, mine.get(achievement.id)))
    .toSorted(
      (a, b) =>
        (a.unlocked_at ?? '9').localeCompare(b.unlocked_at ?? '9') ||
        b.progress - a.progress ||
        a.code.localeCompare(b.code),
    );
}

const userAchievement = (
  achievement: AchievementEntity,
  mine: UserAchievementEntity | undefined,
): UserAchievementResponse => ({
  ...achievementResponse(achievement),
  progress: mine?.progress ?? 0,
  unlocked_at: mine?.unlockedAt?.toISOString() ?? null,
  narrative: mine?.narrative ?? null,
});

export const userStatsResponse = (userId: string, row: UserStatsEntity | null): UserStatsResponse => ({
  user_id: userId,
  total_xp: row?.totalXp ?? 0,
  level: row?.level ?? 1,
  current_streak: row?.currentStreak ?? 0,
  longest_streak: row?.longestStreak ?? 0,
  counters: row?.counters ?? {},
});

export const leaderboardEntry = (row: UserStatsEntity): LeaderboardEntry => ({
  id: row.id,
  user_id: row.userId,
  total_xp: row.totalXp,
  level: row.level,
  current_streak: row.currentStreak,
});
