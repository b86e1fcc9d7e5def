import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../api/page.dto';

/** What a person has done in this workspace, counted. */
export class UserStatsResponse {
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty({ type: 'integer' }) total_xp!: number;
  @ApiProperty({ type: 'integer', description: 'The first is 1; every 1,000 XP is one more' }) level!: number;
  @ApiProperty({ type: 'integer', description: 'In weeks' }) current_streak!: number;
  @ApiProperty({ type: 'integer', description: 'In weeks' }) longest_streak!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { assets_approved: 7 },
    description: 'What achievements are unlocked by',
  })
  counters!: Record<string, number>;
}

/** Somebody's place among those of this workspace. */
export class LeaderboardEntry {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty({ type: 'integer' }) total_xp!: number;
  @ApiProperty({ type: 'integer' }) level!: number;
  @ApiProperty({ type: 'integer', description: 'In weeks' }) current_streak!: number;
}

export class LeaderboardPage extends PageOf(LeaderboardEntry) {}
