import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** Kinds of what is remembered. `answers` are found by the question that they answered. */
export const MEMORY_KINDS = ['answers', 'facts', 'copy', 'learnings', 'research'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

export class MemoriesQuery {
  @ApiProperty({ minLength: 1, maxLength: 2_000, description: 'What the memories are about' })
  @IsString()
  @Length(1, 2_000)
  query!: string;

  @ApiPropertyOptional({ enum: MEMORY_KINDS, description: 'Default: all kinds' })
  @IsOptional()
  @IsIn(MEMORY_KINDS)
  kind?: MemoryKind;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 50, default: 10 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;
}

export class MemoryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: MEMORY_KINDS }) kind!: MemoryKind;
  @ApiProperty({ description: 'The passage that was found' }) text!: string;
  @ApiProperty({ description: '0 to 1' }) similarity!: number;
  @ApiProperty({ description: 'Written from text of strangers' }) tainted!: boolean;
  @ApiProperty({ type: 'object', additionalProperties: true }) metadata!: Record<string, unknown>;
}

export class MemoriesResponse {
  @ApiProperty({ type: [MemoryResponse], description: 'Most similar first' }) items!: MemoryResponse[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why memories may be missing: the index is away or is being restored. Null: none is missing',
  })
  context_unavailable!: string | null;
}
