import { Module } from '@nestjs/common';
import { AchievementsRepository } from './achievements.repository';
import { NotificationsModule } from '../notifications/notifications.module';
import { GameConsumer } from './game.consumer';
import { MeritsConsumer } from './merits.consumer';
import { MeritsService } from './merits.service';
import { UserAchievementsRepository } from './user-achievements.repository';
import { UserStatsRepository } from './user-stats.repository';

@Module({
  imports: [NotificationsModule],
  controllers: [GameConsumer, MeritsConsumer],
  providers: [AchievementsRepository, MeritsService, UserAchievementsRepository, UserStatsRepository],
  exports: [AchievementsRepository, UserAchievementsRepository, UserStatsRepository],
})
export class GameModule {}
