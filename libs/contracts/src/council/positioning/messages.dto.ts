import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { EVIDENCE_ID } from '../../agents/provenance';

export class ProofPoint {
  @ApiProperty({ minLength: 1, maxLength: 500 })
  @IsString()
  @Length(1, 500)
  claim!: string;

  @ApiProperty({ pattern: EVIDENCE_ID.source, description: 'What the claim rests on: without it, it is none' })
  @Matches(EVIDENCE_ID, { message: 'evidence_id must be the id of evidence: <guild>:<SHA-256 in hex>' })
  evidence_id!: string;
}

/** What is said for a positioning, all of it: what is left out is empty from then on. */
export class PutMessagesRequest {
  @ApiProperty({ minLength: 1, maxLength: 500, example: 'Invoices are paid sooner' })
  @IsString()
  @MaxLength(500)
  @Matches(/\S/, { message: 'primary_claim must have something to read' })
  primary_claim!: string;

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'At most 300 characters each' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  sub_claims?: string[];

  @ApiPropertyOptional({ type: [ProofPoint], maxItems: 30 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(30)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ProofPoint)
  proof_points?: ProofPoint[];

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOmittable()
  @IsString()
  @MaxLength(200)
  tagline?: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(2_000)
  elevator_pitch?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 10, description: 'At most 200 characters each' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  content_pillars?: string[];

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOmittable()
  @IsString()
  @MaxLength(500)
  tone?: string;
}

export class MessagesResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) positioning_id!: string;
  @ApiProperty() primary_claim!: string;
  @ApiProperty({ type: [String] }) sub_claims!: string[];
  @ApiProperty({ type: [ProofPoint] }) proof_points!: ProofPoint[];
  @ApiProperty() tagline!: string;
  @ApiProperty() elevator_pitch!: string;
  @ApiProperty({ type: [String] }) content_pillars!: string[];
  @ApiProperty() tone!: string;
  @ApiProperty({ type: 'integer', description: 'Rises with every change: the `ETag`' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}
