import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';
import { COPY_FIELDS, type CopyFieldName } from '../../assets/copy';

export const ASSET_STATES = ['draft', 'in_review', 'approved', 'rejected', 'published', 'archived'] as const;
export type AssetState = (typeof ASSET_STATES)[number];

/** A piece of content; what it says is its versions. */
export class AssetResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) campaign_id!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) move_id!: string | null;
  @ApiProperty({ example: 'post' }) kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: it suits any' }) channel!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ASSET_STATES }) state!: AssetState;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The version that counts: the best, and not always the last. Null before there is one',
  })
  current_version!: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it was derived from' })
  parent_id!: string | null;
  @ApiProperty({ type: [String] }) tags!: string[];
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class AssetPage extends PageOf(AssetResponse) {}

/** One text of an asset, in the order in which people read them. */
export class AssetCopyField {
  @ApiProperty({ enum: COPY_FIELDS }) field!: CopyFieldName;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String], description: 'What its claims rest on' }) evidence_ids!: string[];
}

export class AssetProvenance {
  @ApiProperty({ example: 'floor', description: 'By a model, from the cache, by code alone, or by a person' })
  mode!: string;
  @ApiProperty({ type: String, nullable: true }) model!: string | null;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
  @ApiProperty({ type: 'integer' }) cost_micro_usd!: number;
}

/** What an asset said at one time. Never changed: another text is another version. */
export class AssetVersionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) asset_id!: string;
  @ApiProperty({ type: 'integer', description: '1 comes first' }) number!: number;
  @ApiProperty({ type: [AssetCopyField], description: 'Its texts; of a drawing none' }) copy!: AssetCopyField[];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'All that its author answered; null where it is too long for a list',
  })
  content!: Record<string, unknown> | null;
  @ApiProperty({ description: 'SHA-256 of its copy, or of its drawing: what approvals and verdicts are about' })
  content_hash!: string;
  @ApiProperty({ type: String, nullable: true, example: 'MUSE-003' }) author_agent!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The person, where no agent wrote it' })
  author_id!: string | null;
  @ApiProperty({ type: String, nullable: true }) revision_note!: string | null;
  @ApiProperty({ type: AssetProvenance }) provenance!: AssetProvenance;
  @ApiProperty({ type: Number, nullable: true, description: 'Mean of the panel, 1 to 10; null: nobody has scored it' })
  score!: number | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class AssetVersionPage extends PageOf(AssetVersionResponse) {}

/** A picture of an asset. */
export class AssetDesign {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'instagram_square' }) format!: string;
  @ApiProperty({ type: 'integer', description: 'Pixels' }) width!: number;
  @ApiProperty({ type: 'integer', description: 'Pixels' }) height!: number;
  @ApiProperty() alt_text!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Of text to background by WCAG, 1 to 21' })
  contrast_ratio!: number | null;
  @ApiProperty({ description: '`GET assets/{id}/image?design={id}` answers it' }) has_image!: boolean;
}

export class AssetDetailResponse extends AssetResponse {
  @ApiProperty({ type: AssetVersionResponse, nullable: true, description: 'The version that counts' })
  current!: AssetVersionResponse | null;
  @ApiProperty({ type: [AssetDesign], description: 'The newest first, 20 at most' }) designs!: AssetDesign[];
}

const TEXT = /^[^\0]+$/;

/** One text as a person wants it. */
export class ReviseAssetField {
  @ApiProperty({ enum: COPY_FIELDS }) @IsIn(COPY_FIELDS) field!: CopyFieldName;
  @ApiProperty({ minLength: 1, maxLength: 20000 }) @Length(1, 20_000) @Matches(TEXT) text!: string;

  @ApiPropertyOptional({ type: [String], maxItems: 100, default: [], description: 'What its claims rest on' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(100)
  @Length(1, 200, { each: true })
  evidence_ids?: string[];
}

export class ReviseAssetRequest {
  @ApiProperty({
    type: [ReviseAssetField],
    minItems: 1,
    maxItems: 60,
    description: 'All of its texts, in reading order',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => ReviseAssetField)
  copy!: ReviseAssetField[];

  @ApiPropertyOptional({ minLength: 1, maxLength: 1000, description: 'Why' })
  @IsOmittable()
  @Length(1, 1_000)
  @Matches(TEXT)
  note?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description: 'The version that was changed; refused when another counts by now',
  })
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(1_000)
  based_on?: number;
}

/** Those of one campaign are asked for under it. */
export class CampaignAssetsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ASSET_STATES }) @IsOptional() @IsIn(ASSET_STATES) state?: AssetState;
  @ApiPropertyOptional({ minLength: 1, maxLength: 50 }) @IsOptional() @Length(1, 50) @Matches(TEXT) kind?: string;
  @ApiPropertyOptional({ minLength: 1, maxLength: 50 }) @IsOptional() @Length(1, 50) @Matches(TEXT) channel?: string;
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 }) @IsOptional() @Length(1, 100) @Matches(TEXT) tag?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 200, description: 'Those whose title contains it' })
  @IsOptional()
  @Length(1, 200)
  @Matches(TEXT)
  q?: string;
}

export class AssetsQuery extends CampaignAssetsQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
}

/** As which a picture can be had. */
export const IMAGE_FORMATS = ['png', 'svg'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

export class AssetImageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'One of its `designs`. Default: the newest that has an image' })
  @IsOptional()
  @IsUUID()
  design?: string;

  @ApiPropertyOptional({
    enum: IMAGE_FORMATS,
    description: 'Pixels, or the drawing that they were made of. Default: `png`',
  })
  @IsOptional()
  @IsIn(IMAGE_FORMATS)
  format?: ImageFormat;
}
