import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which part of a list is wanted. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;

  @ApiPropertyOptional({ description: '`next_cursor` of the page before', maxLength: 1_000 })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;

  @ApiPropertyOptional({
    description: 'Which of the orders of the list; `-` before it turns it round',
    default: '-created_at',
    maxLength: 64,
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  sort?: string;
}

export interface PageAnswer<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** A page of a list, for the class of its answer: `class CampaignPage extends PageOf(CampaignResponse) {}`. */
export function PageOf<Item extends object>(item: new () => Item): new () => PageAnswer<Item> {
  class PageOfItems implements PageAnswer<Item> {
    @ApiProperty({ type: [item] }) items!: Item[];
    @ApiProperty({ type: String, nullable: true, description: 'For the next page; null on the last' })
    next_cursor!: string | null;
  }
  return PageOfItems;
}
