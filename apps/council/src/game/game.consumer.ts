import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import {
  ListAchievements,
  ListLeaderboard,
  ListUserAchievements,
  ReadUserStats,
  type AchievementResponse,
  type LeaderboardEntry,
  type UserAchievementList,
  type UserStatsResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { AchievementsRepository } from './achievements.repository';
import { achievementResponse, achievementsOf, leaderboardEntry, userStatsResponse } from './game.mapper';
import { UserAchievementsRepository } from './user-achievements.repository';
import { UserStatsRepository } from './user-stats.repository';

/** What people have achieved. */
@Controller()
export class GameConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly achievements: AchievementsRepository,
    private readonly userAchievements: UserAchievementsRepository,
    private readonly stats: UserStatsRepository,
  ) {}

  @OnQuery(ListAchievements)
  list(@Payload() asked: ListAchievements, @Ctx() context: RaptorBusContext): Promise<PageAnswer<AchievementResponse>> {
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.achievements.list(tx, request), achievementResponse),
    );
  }

  @OnQuery(ListUserAchievements)
  listOf(@Payload() { id }: ListUserAchievements, @Ctx() context: RaptorBusContext): Promise<UserAchievementList> {
    return this.operations.read(context, async (tx) => {
      const [all, theirs] = [await this.achievements.all(tx), await this.userAchievements.ofUser(tx, id)];
      return { user_id: id, items: achievementsOf(all, theirs) };
    });
  }

  @OnQuery(ReadUserStats)
  statsOf(@Payload() { id }: ReadUserStats, @Ctx() context: RaptorBusContext): Promise<UserStatsResponse> {
    return this.operations.read(context, async (tx) => userStatsResponse(id, await this.stats.ofUser(tx, id)));
  }

  @OnQuery(ListLeaderboard)
  leaderboard(
    @Payload() asked: ListLeaderboard,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<LeaderboardEntry>> {
    const ranked = { ...asked, sort: asked.sort ?? '-total_xp' };
    return this.operations.read(context, (tx) =>
      pageAnswer(ranked, (request) => this.stats.list(tx, request), leaderboardEntry),
    );
  }
}
