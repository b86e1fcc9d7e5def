import { Module } from '@nestjs/common';
import { AchievementsRepository } from './achievements.repository';
import { GameConsumer } from './game.consumer';
import { UserAchievementsRepository } from './user-achievements.repository';
import { UserStatsRepository } from './user-stats.repository';

@Module({
  controllers: [GameConsumer],
  providers: [AchievementsRepository, UserAchievementsRepository, UserStatsRepository],
  exports: [AchievementsRepository, UserAchievementsRepository, UserStatsRepository],
})
export class GameModule {}
