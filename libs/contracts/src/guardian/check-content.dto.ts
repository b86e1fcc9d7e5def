import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  Length,
  Matches,
  MaxLength,
  IsUrl,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { COPY_FIELDS, type CopyFieldName } from '../assets/copy';
import { CAMPAIGN_CHANNELS, type CampaignChannel } from '../council/campaigns/campaign-words';
import { VERDICTS, type VerdictName } from './compliance.dto';

const TEXT = /^[^\0]*\S[^\0]*$/;

export class CheckedText {
  @ApiProperty({ enum: COPY_FIELDS }) @IsIn(COPY_FIELDS) field!: CopyFieldName;
  @ApiProperty({ minLength: 1, maxLength: 5_000 }) @Length(1, 5_000) @Matches(TEXT) text!: string;
}

/** A text, or texts by what they are; at least one of both. */
export class CheckContentRequest {
  @ApiProperty({ enum: CAMPAIGN_CHANNELS, description: 'Where it is to appear' })
  @IsIn(CAMPAIGN_CHANNELS)
  platform!: CampaignChannel;

  @ApiPropertyOptional({ minLength: 1, maxLength: 5_000, description: 'It counts as the main text of that platform' })
  @IsOmittable()
  @Length(1, 5_000)
  @Matches(TEXT, { message: 'text must have something to read' })
  text?: string;

  @ApiPropertyOptional({ type: [CheckedText], minItems: 1, maxItems: 19 })
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(19)
  @ValidateNested({ each: true })
  @Type(() => CheckedText)
  copy?: CheckedText[];

  @ApiPropertyOptional({ format: 'uri', maxLength: 2_048, description: 'Where it leads' })
  @IsOmittable()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_048)
  final_url?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 50,
    default: ['US'],
    example: ['US', 'EU'],
    description: 'Where it is seen: ISO 3166, or EU',
  })
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, { each: true })
  jurisdictions?: string[];
}

/** What one guardian says. */
export class GuardianVerdict {
  @ApiProperty({ example: 'GRD-001' }) agent_code!: string;
  @ApiProperty({ enum: VERDICTS }) verdict!: VerdictName;
  @ApiProperty({ description: 'Of what it has looked at: for waivers' }) content_hash!: string;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  findings!: Record<string, unknown>[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) pack_versions!: Record<string, string>;
}

export class CheckedContentResponse {
  @ApiProperty({ enum: CAMPAIGN_CHANNELS }) platform!: CampaignChannel;
  @ApiProperty({ enum: VERDICTS, description: 'The gravest of them; needs_review where a guardian is lacking' })
  verdict!: VerdictName;
  @ApiProperty({ type: [GuardianVerdict] }) checks!: GuardianVerdict[];
  @ApiProperty({ type: [String], description: 'Guardians who should have looked and cannot yet' }) lacking!: string[];
}
