import type { AchievementEntity } from './achievement.entity';

/** What is counted of a person's doings, each an outcome: nobody gets ahead by doing more of what nobody needed. */
export const COUNTERS = [
  'campaigns_completed',
  'goals_reached',
  'chapters_completed',
  'assets_approved',
  'assets_approved_first_time',
  'reports_used',
  'experiments_concluded',
  'alerts_answered_in_time',
  'streak_weeks',
] as const;
export type Counter = (typeof COUNTERS)[number];

/** What outcomes are worth. */
export const XP = {
  campaignCompleted: 100,
  /** On top, times how much of the goal was reached, 0 to 1. */
  goalReached: 400,
  chapterCompleted: 100,
  assetApprovedFirstTime: 10,
} as const;

type Achievement = Pick<AchievementEntity, 'code' | 'name' | 'category' | 'xp' | 'rarity' | 'unlockCondition'>;

const achievement = (
  code: string,
  name: string,
  [category, rarity, xp]: readonly [string, Achievement['rarity'], number],
  [counter, atLeast]: readonly [Counter, number],
): Achievement => ({ code, name, category, xp, rarity, unlockCondition: { counter, atLeast } });

/** What every workspace begins with. A code is for ever: people have earned it. */
export const ACHIEVEMENTS: readonly Achievement[] = [
  achievement('first_campaign', 'First Campaign', ['campaigns', 'common', 100], ['campaigns_completed', 1]),
  achievement('campaign_regular', 'Campaign Regular', ['campaigns', 'uncommon', 300], ['campaigns_completed', 5]),
  achievement('campaign_veteran', 'Campaign Veteran', ['campaigns', 'epic', 1_000], ['campaigns_completed', 25]),
  achievement('on_target', 'On Target', ['campaigns', 'uncommon', 200], ['goals_reached', 1]),
  achievement('sharpshooter', 'Sharpshooter', ['campaigns', 'rare', 600], ['goals_reached', 5]),
  achievement('first_chapter', 'First Chapter', ['quests', 'common', 50], ['chapters_completed', 1]),
  achievement('quest_master', 'Quest Master', ['quests', 'rare', 500], ['chapters_completed', 20]),
  achievement('content_creator', 'Content Creator', ['content', 'common', 300], ['assets_approved', 5]),
  achievement('content_studio', 'Content Studio', ['content', 'rare', 800], ['assets_approved', 50]),
  achievement('right_first_time', 'Right First Time', ['content', 'uncommon', 250], ['assets_approved_first_time', 10]),
  achievement('flawless', 'Flawless', ['content', 'epic', 1_000], ['assets_approved_first_time', 50]),
  achievement('research_master', 'Research Master', ['research', 'rare', 500], ['reports_used', 10]),
  achievement('scientist', 'Scientist', ['research', 'uncommon', 300], ['experiments_concluded', 3]),
  achievement('first_responder', 'First Responder', ['intelligence', 'common', 50], ['alerts_answered_in_time', 1]),
  achievement('on_watch', 'On Watch', ['intelligence', 'rare', 500], ['alerts_answered_in_time', 20]),
  achievement('on_a_roll', 'On a Roll', ['streaks', 'common', 100], ['streak_weeks', 4]),
  achievement('unstoppable', 'Unstoppable', ['streaks', 'legendary', 1_500], ['streak_weeks', 26]),
];
