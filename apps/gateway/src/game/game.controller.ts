import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AchievementPage,
  LeaderboardPage,
  ListAchievements,
  ListLeaderboard,
  ListUserAchievements,
  PageQuery,
  ReadUserStats,
  UserAchievementList,
  UserStatsResponse,
} from '@raptor/contracts';
import { ApiGet } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';
import { Players } from './players';

@ApiTags('game')
@Controller()
export class GameController {
  constructor(
    private readonly owners: Owners,
    private readonly players: Players,
  ) {}

  @ApiGet('achievements', {
    id: 'listAchievements',
    summary: 'List what can be achieved',
    description: 'Order: `created_at`.',
    asks: ListAchievements,
    answers: AchievementPage,
  })
  achievements(@Query() query: PageQuery): Promise<AchievementPage> {
    return this.owners.ask(ListAchievements, query);
  }

  @ApiGet('users/:id/achievements', {
    id: 'getUserAchievements',
    summary: 'Read how far a member is with what can be achieved',
    asks: ListUserAchievements,
    answers: UserAchievementList,
  })
  @ApiIds('id')
  async achievementsOf(@Id() id: string): Promise<UserAchievementList> {
    await this.players.refuseStranger(id);
    return this.owners.ask(ListUserAchievements, { id });
  }

  @ApiGet('users/:id/stats', {
    id: 'getUserStats',
    summary: 'Read what a member has done here, counted',
    asks: ReadUserStats,
    answers: UserStatsResponse,
  })
  @ApiIds('id')
  async stats(@Id() id: string): Promise<UserStatsResponse> {
    await this.players.refuseStranger(id);
    return this.owners.ask(ReadUserStats, { id });
  }

  @ApiGet('leaderboard', {
    id: 'listLeaderboard',
    summary: 'List members by what they have achieved',
    description: 'Orders: `total_xp`, `created_at`. Default: `-total_xp`.',
    asks: ListLeaderboard,
    answers: LeaderboardPage,
  })
  leaderboard(@Query() query: PageQuery): Promise<LeaderboardPage> {
    return this.owners.ask(ListLeaderboard, query);
  }
}
