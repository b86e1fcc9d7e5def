import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../api/page.dto';

export const RARITIES = ['common', 'uncommon', 'rare', 'epic', 'legendary'] as const;
export type Rarity = (typeof RARITIES)[number];

/** Something that people of a workspace can achieve. */
export class AchievementResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'first_campaign' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'campaigns' }) category!: string;
  @ApiProperty({ type: 'integer' }) xp!: number;
  @ApiProperty({ enum: RARITIES }) rarity!: Rarity;
  @ApiProperty({ example: 'campaigns_completed', description: 'What is counted for it' }) counter!: string;
  @ApiProperty({ type: 'integer', description: 'How many of it there must be' }) at_least!: number;
}

export class AchievementPage extends PageOf(AchievementResponse) {}

/** How far somebody is with an achievement. */
export class UserAchievementResponse extends AchievementResponse {
  @ApiProperty({ description: '0 to 1' }) progress!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: not yet' })
  unlocked_at!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What was said about it' }) narrative!: string | null;
}

export class UserAchievementList {
  @ApiProperty({ format: 'uuid' }) user_id!: string;
  @ApiProperty({ type: [UserAchievementResponse], description: 'All there are, those that are theirs first' })
  items!: UserAchievementResponse[];
}
