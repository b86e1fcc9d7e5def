import { Injectable } from '@nestjs/common';
import type { CreditMerits } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { NotificationsRepository } from '../notifications/notifications.repository';
import { AchievementsRepository } from './achievements.repository';
import { UserAchievementsRepository } from './user-achievements.repository';
import { UserStatsRepository } from './user-stats.repository';

/** Counts what people have earned, and unlocks what that achieves. */
@Injectable()
export class MeritsService {
  constructor(
    private readonly stats: UserStatsRepository,
    private readonly achievements: AchievementsRepository,
    private readonly unlocked: UserAchievementsRepository,
    private readonly notifications: NotificationsRepository,
  ) {}

  /** Each time it is called it counts: whoever calls sees to it that a message counts once. */
  async credit(tx: Transaction, { userId, merits }: CreditMerits): Promise<void> {
    const before = await this.stats.ofUser(tx, userId);
    let stats = before;
    for (const merit of merits) stats = await this.stats.credit(tx, userId, merit);
    const { counters = {} } = stats ?? {};
    const touched = new Set(merits.map(({ counter }) => counter));
    for (const { id, name, xp, unlockCondition } of await this.achievements.all(tx)) {
      if (!touched.has(unlockCondition.counter)) continue;
      const progress = Math.min(1, (counters[unlockCondition.counter] ?? 0) / unlockCondition.atLeast);
      if (progress === 0 || !(await this.unlocked.reach(tx, userId, id, progress))) continue;
      stats = await this.stats.credit(tx, userId, { xp });
      await this.tell(tx, userId, 'achievement.unlocked', `${name}: ${xp} XP`);
    }
    const level = stats?.level ?? 1;
    if (level > (before?.level ?? 1)) await this.tell(tx, userId, 'level.reached', `Level ${level}: ${titleOf(level)}`);
  }

  private async tell(tx: Transaction, userId: string, type: string, title: string): Promise<void> {
    await this.notifications.insert(tx, {
      id: uuidv7(),
      userId,
      type,
      title,
      body: '',
      priority: 'normal',
      link: '/game',
    });
  }
}

const TITLES = ['Recruit', 'Specialist', 'Commander', 'General', 'Strategist'] as const;

/** @param level from 1; the last title stays. */
export const titleOf = (level: number): string => TITLES[Math.min(level, TITLES.length) - 1] ?? TITLES[0];
