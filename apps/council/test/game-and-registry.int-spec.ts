import { aMessageArchitecture, anAchievement, aNotification, aCohort, aPositioning } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { AchievementsRepository } from '../src/game/achievements.repository';
import { MeritsService } from '../src/game/merits.service';
import { UserAchievementsRepository } from '../src/game/user-achievements.repository';
import { UserStatsRepository } from '../src/game/user-stats.repository';
import { NotificationsRepository } from '../src/notifications/notifications.repository';
import { MessageArchitectureRepository } from '../src/positioning/message-architecture.repository';
import { AgentsRepository } from '../src/registry/agents.repository';
import { TrustScoresRepository } from '../src/registry/trust-scores.repository';
import { openCouncilDatabase, type CouncilDatabase } from './support/council-database';

describe('what is counted and what is seeded', () => {
  let database: CouncilDatabase;
  let workspaceId: string;
  const userId = uuidv7();

  beforeAll(async () => {
    database = await openCouncilDatabase();
  });

  afterAll(() => database.close());

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('an achievement is unlocked once, and progress does not go back', async () => {
    const mine = new UserAchievementsRepository();
    const achievement = anAchievement({ workspaceId });
    await database.plant(workspaceId, achievement);
    const reach = (progress: number) =>
      database.in(workspaceId, (tx) => mine.reach(tx, userId, achievement.id, progress));
    expect([await reach(0.6), await reach(0.4)]).toEqual([false, false]);
    expect((await Promise.all([reach(1), reach(1), reach(1)])).filter(Boolean)).toHaveLength(1);
    const [row] = await database.in(workspaceId, (tx) => mine.ofUser(tx, userId));
    expect(row).toMatchObject({ progress: 1, unlockedAt: expect.any(Date) });
  });

  it('no XP and no count is lost when many are credited at once, and the leaderboard follows', async () => {
    const stats = new UserStatsRepository();
    const credit = (whose: string, xp: number, counter?: string) =>
      database.in(workspaceId, (tx) => stats.credit(tx, whose, { xp, ...(counter && { counter }) }));
    await Promise.all(Array.from({ length: 20 }, () => credit(userId, 100, 'assets_approved')));
    const other = uuidv7();
    await credit(other, 2_500);
    const mine = await database.in(workspaceId, (tx) => stats.ofUser(tx, userId));
    expect(mine).toMatchObject({ totalXp: 2_000, level: 3, counters: { assets_approved: 20 } });
    const board = await database.in(workspaceId, (tx) => stats.list(tx, { sort: '-total_xp' }));
    expect(board.items.map((each) => each.userId)).toEqual([other, userId]);
  });

  it('what is earned is counted, unlocks what it achieves once, and says so to whom it belongs', async () => {
    const notifications = new NotificationsRepository();
    const [stats, unlocked] = [new UserStatsRepository(), new UserAchievementsRepository()];
    const merits = new MeritsService(stats, new AchievementsRepository(), unlocked, notifications);
    const five = { counter: 'assets_approved', atLeast: 5 };
    const first = anAchievement({ workspaceId, code: 'first', xp: 950, unlockCondition: five });
    const never = anAchievement({
      workspaceId,
      code: 'never',
      unlockCondition: { counter: 'reports_used', atLeast: 1 },
    });
    await database.plant(workspaceId, first);
    await database.plant(workspaceId, never);
    const credit = (times: number, xp: number) =>
      database.in(workspaceId, (tx) =>
        merits.credit(tx, { userId, merits: [{ counter: 'assets_approved', times, xp }] }),
      );
    await credit(4, 40);
    expect(await database.in(workspaceId, (tx) => stats.ofUser(tx, userId))).toMatchObject({ totalXp: 40 });
    await credit(2, 20);
    await credit(1, 0);
    expect(await database.in(workspaceId, (tx) => stats.ofUser(tx, userId))).toMatchObject({
      ...{ totalXp: 1_010, level: 2, counters: { assets_approved: 7 } },
    });
    const mine = await database.in(workspaceId, (tx) => unlocked.ofUser(tx, userId));
    expect(mine.map(({ achievementId, progress }) => [achievementId, progress])).toEqual([[first.id, 1]]);
    const told = await database.in(workspaceId, (tx) => notifications.list(tx, {}));
    expect(told.items.map(({ type }) => type).toSorted()).toEqual(['achievement.unlocked', 'level.reached']);
  });

  it('seeding again changes nothing', async () => {
    const [agents, achievements] = [new AgentsRepository(), new AchievementsRepository()];
    const { code, name, category, xp, rarity, unlockCondition } = anAchievement();
    const definition = { code, name, category, xp, rarity, unlockCondition };
    const seed = (changed: object = {}) =>
      database.in(workspaceId, async (tx) => {
        await agents.seed(tx, ['MUSE-001', 'RES-001']);
        await achievements.seed(tx, [{ ...definition, ...changed }]);
      });
    await seed();
    await seed({ xp: 9 });
    const all = await database.in(workspaceId, async (tx) => ({
      agents: (await agents.all(tx)).map((agent) => agent.code),
      xp: (await achievements.all(tx)).map((each) => each.xp),
    }));
    expect(all).toEqual({ agents: ['MUSE-001', 'RES-001'], xp: [xp] });
  });

  it('statistics are folded into the agents they are about, and leave the version of the settings', async () => {
    const agents = new AgentsRepository();
    await database.in(workspaceId, (tx) => agents.seed(tx, ['MUSE-001', 'RES-001']));
    const recent = { invocations: 3, successes: 2, failures: 1, tokens: 500, costMicroUsd: 900 };
    const fold = (p95Ms: number | null) =>
      database.in(workspaceId, (tx) => agents.fold(tx, [{ code: 'MUSE-001', p95Ms, ...recent }]));
    await fold(1_200);
    await fold(null);
    const [muse, research] = await database.in(workspaceId, (tx) => agents.all(tx));
    expect(muse).toMatchObject({ invocations: 6, failures: 2, costMicroUsd: 1_800, p95Ms: 1_200, version: 1 });
    expect(research).toMatchObject({ invocations: 0, p95Ms: null });
  });

  it('a run of a watcher that is due is claimed by one of two schedulers', async () => {
    const agents = new AgentsRepository();
    const [dueAt, nextRunAt] = [new Date(1_000), new Date(2_000)];
    await database.in(workspaceId, async (tx) => {
      await agents.seed(tx, ['MTX-007']);
      await agents.update(tx, (await agents.byCode(tx, 'MTX-007'))!.id, { nextRunAt: dueAt });
    });
    const claim = () => database.in(workspaceId, (tx) => agents.claimRun(tx, 'MTX-007', dueAt, nextRunAt));
    expect((await Promise.all([claim(), claim()])).filter(Boolean)).toHaveLength(1);
  });

  it('decisions about an agent are counted', async () => {
    const scores = new TrustScoresRepository();
    for (const decision of ['approved', 'rejected', 'approved'] as const)
      await database.in(workspaceId, (tx) => scores.count(tx, 'MUSE-001', decision));
    const score = await database.in(workspaceId, (tx) => scores.ofAgent(tx, 'MUSE-001'));
    expect(score).toMatchObject({ approvals: 2, rejections: 1, trust: 0.5 });
  });

  it('a notification is read by the one it is for, once', async () => {
    const notifications = new NotificationsRepository();
    const mine = aNotification({ workspaceId, userId });
    await database.plant(workspaceId, mine, aNotification({ workspaceId, userId }), aNotification({ workspaceId }));
    const read = (whose: string) => database.in(workspaceId, (tx) => notifications.markRead(tx, mine.id, whose));
    expect([await read(uuidv7()), await read(userId), await read(userId)]).toEqual([false, true, false]);
    expect(await database.in(workspaceId, (tx) => notifications.countUnread(tx, userId))).toBe(1);
  });

  it('the messages of a positioning are put in the place of those before', async () => {
    const messages = new MessageArchitectureRepository();
    const cohort = aCohort({ workspaceId });
    const positioning = aPositioning({ workspaceId, cohortId: cohort.id });
    await database.plant(workspaceId, cohort, positioning);
    const put = (primaryClaim: string, seen?: number) =>
      database.in(workspaceId, (tx) =>
        messages.put(tx, { id: aMessageArchitecture().id, positioningId: positioning.id, primaryClaim }, seen),
      );
    await put('Paid sooner');
    await put('Paid on time', 1);
    await expect(put('Paid late', 1)).rejects.toThrow(/version 2/);
    const now = await database.in(workspaceId, (tx) => messages.ofPositioning(tx, positioning.id));
    expect(now).toMatchObject({ primaryClaim: 'Paid on time', version: 2 });
  });
});
