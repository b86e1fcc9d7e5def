import { v7 as uuidv7 } from 'uuid';
import { AchievementEntity } from '../../../../apps/council/src/game/achievement.entity';
import { UserAchievementEntity } from '../../../../apps/council/src/game/user-achievement.entity';
import { UserStatsEntity } from '../../../../apps/council/src/game/user-stats.entity';
import { NotificationEntity } from '../../../../apps/council/src/notifications/notification.entity';
import { builder } from './builder';

export const anAchievement = builder(AchievementEntity, () => ({
  code: `a_${uuidv7().replaceAll('-', '')}`,
  name: 'Content creator',
  category: 'content',
  xp: 300,
  rarity: 'rare',
  unlockCondition: { counter: 'assets_approved', atLeast: 5 },
}));

/** Of `achievementId`; halfway. */
export const aUserAchievement = builder(UserAchievementEntity, () => ({ userId: uuidv7(), progress: 0.5 }));

export const someUserStats = builder(UserStatsEntity, () => ({ userId: uuidv7(), totalXp: 1_200 }));

/** Unread. */
export const aNotification = builder(NotificationEntity, () => ({
  userId: uuidv7(),
  type: 'approval.required',
  title: 'A mail waits for your approval',
}));
