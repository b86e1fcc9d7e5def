import {
  ListAchievements,
  ListLeaderboard,
  ListUserAchievements,
  ReadUserStats,
  type AchievementPage,
  type LeaderboardPage,
  type UserAchievementList,
  type UserStatsResponse,
} from '@raptor/contracts';
import { aUserAchievement, anAchievement } from '@raptor/testing/builders';
import { Database } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { UserStatsRepository } from '../src/game/user-stats.repository';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('the council is asked what people have achieved', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let viewer: Asker;

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    viewer = aPerson('viewer', workspaceId);
  });

  const credit = (userId: string, xp: number) =>
    desk.council.app
      .get(Database)
      .withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) =>
        new UserStatsRepository().credit(tx, userId, { xp, counter: 'assets_approved' }),
      );

  it('and tells what there is, and who has it', async () => {
    const userId = uuidv7();
    const [done, near, far] = [
      anAchievement({ workspaceId, code: 'z_done' }),
      anAchievement({ workspaceId, code: 'b_near' }),
      anAchievement({ workspaceId, code: 'a_far' }),
    ];
    await desk.plant(
      workspaceId,
      ...[done, near, far],
      aUserAchievement({ workspaceId, userId, achievementId: near.id, progress: 0.5 }),
      aUserAchievement({ workspaceId, userId, achievementId: done.id, progress: 1, unlockedAt: new Date() }),
    );
    expect((await desk.ask<AchievementPage>(viewer, ListAchievements)).items).toHaveLength(3);
    const theirs = await desk.ask<UserAchievementList>(viewer, ListUserAchievements, { id: userId });
    expect(theirs.items.map(({ code, progress }) => [code, progress])).toEqual([
      ['z_done', 1],
      ['b_near', 0.5],
      ['a_far', 0],
    ]);
    const nobodys = await desk.ask<UserAchievementList>(viewer, ListUserAchievements, { id: uuidv7() });
    expect(nobodys.items.map(({ progress }) => progress)).toEqual([0, 0, 0]);
  });

  it('and ranks those who have done something, the best first', async () => {
    const [first, second] = [uuidv7(), uuidv7()];
    await credit(second, 100);
    await credit(first, 1_200);
    const board = await desk.ask<LeaderboardPage>(viewer, ListLeaderboard);
    expect(board.items.map(({ user_id: id, total_xp: xp, level }) => [id, xp, level])).toEqual([
      [first, 1_200, 2],
      [second, 100, 1],
    ]);
    expect(await desk.ask<UserStatsResponse>(viewer, ReadUserStats, { id: first })).toMatchObject({
      ...{ user_id: first, total_xp: 1_200, counters: { assets_approved: 1 } },
    });
    expect(await desk.ask<UserStatsResponse>(viewer, ReadUserStats, { id: uuidv7() })).toMatchObject({
      ...{ total_xp: 0, level: 1, counters: {} },
    });
  });
});
