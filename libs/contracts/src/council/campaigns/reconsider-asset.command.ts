import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { COPY_FIELDS, type CopyFieldName } from '../../assets/copy';
import { RaptorMessage } from '../../raptor-message';

/** One text of a version that a person wrote. */
export class RevisedField {
  @IsIn(COPY_FIELDS) field!: CopyFieldName;
  @Length(1, 20_000) text!: string;
  @IsArray() @ArrayMaxSize(100) @Length(1, 200, { each: true }) evidenceIds!: string[];
}

/** Somebody has changed an asset of a campaign: what was checked and approved was another text, so it is checked and asked about again. */
@RaptorMessage({
  kind: 'command',
  name: 'council.asset.reconsider',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class ReconsiderAsset {
  @IsUUID() campaignId!: string;
  @IsUUID() assetId!: string;
  @IsInt() @Min(1) @Max(1_000) version!: number;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
  @ArrayMinSize(1) @ArrayMaxSize(60) @ValidateNested({ each: true }) @Type(() => RevisedField) copy!: RevisedField[];
}
