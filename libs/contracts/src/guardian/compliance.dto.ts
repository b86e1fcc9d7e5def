import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { IsMoment } from '../api/moment';
import { PageOf, PageQuery } from '../api/page.dto';

export const VERDICTS = ['passed', 'warning', 'needs_review', 'rejected'] as const;
export type VerdictName = (typeof VERDICTS)[number];

const SHA_256 = /^[0-9a-f]{64}$/;
const TEXT = /^[^\0]*\S[^\0]*$/;

/** An edition of the rules of a platform, or of a law. */
export class PolicyPackResponse {
  @ApiProperty({ example: 'google_ads' }) platform!: string;
  @ApiProperty({ example: '2026-11-23' }) version!: string;
  @ApiProperty({ format: 'date' }) effective_from!: string;
  @ApiProperty({ format: 'date', description: 'By then somebody has to look whether it still holds' })
  review_by!: string;
  @ApiProperty({ type: 'integer', description: 'How many rules it has' }) rules!: number;
  @ApiProperty({ description: 'SHA-256 of its rules' }) content_hash!: string;
  @ApiProperty({ description: 'It is the one that checks go by today' }) is_in_force!: boolean;
}

export class PolicyPackList {
  @ApiProperty({ type: [PolicyPackResponse] }) items!: PolicyPackResponse[];
}

/** What guardians found about one exact content on one platform. */
export class ComplianceCheckResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: a text by itself' })
  asset_id!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) asset_version!: number | null;
  @ApiProperty({ description: 'SHA-256 of what was checked: the verdict holds for that and nothing else' })
  content_hash!: string;
  @ApiProperty({ example: 'google_ads' }) platform!: string;
  @ApiProperty({ enum: VERDICTS }) verdict!: VerdictName;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description:
      'Rule by rule: what was observed, what is allowed, how bad it is, where that is written, and a way out',
  })
  findings!: Record<string, unknown>[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { google_ads: '2026-11-23' },
    description: 'Which editions were applied',
  })
  pack_versions!: Record<string, string>;
  @ApiProperty({ example: 'GRD-001' }) checked_by!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class ComplianceCheckPage extends PageOf(ComplianceCheckResponse) {}

export class ComplianceChecksQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() asset_id?: string;
  @ApiPropertyOptional({ enum: VERDICTS }) @IsOptional() @IsIn(VERDICTS) verdict?: VerdictName;
  @ApiPropertyOptional({ minLength: 1, maxLength: 50 }) @IsOptional() @Length(1, 50) @Matches(TEXT) platform?: string;
}

export class GrantWaiverRequest {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'google_ads.rsa.headline_length' })
  @Length(1, 200)
  @Matches(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/)
  rule_id!: string;

  @ApiProperty({ minLength: 1, maxLength: 2_000, description: 'For whoever asks later' })
  @Length(1, 2_000)
  @Matches(TEXT, { message: 'reason must have something to read' })
  reason!: string;

  @ApiProperty({
    pattern: SHA_256.source,
    description: 'The `content_hash` of the check: it holds for that and nothing else',
  })
  @Matches(SHA_256)
  content_hash!: string;

  @ApiProperty({ format: 'date-time', description: 'In the future' }) @IsMoment() expires_at!: string;
}

/** Somebody's word that one exact content may break a rule, for a time. */
export class WaiverResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() rule_id!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() content_hash!: string;
  @ApiProperty({ format: 'uuid', description: 'The person, or the API key' }) granted_by!: string;
  @ApiProperty({ format: 'date-time' }) expires_at!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}
