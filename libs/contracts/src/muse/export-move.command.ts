import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** One exact content that a person has approved. */
export class ApprovedAsset {
  @IsUUID() assetId!: string;
  @IsInt() @Min(1) @Max(1_000) version!: number;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
}

/** Hands out what a move carries as files, under one key: told again, the same files are written again and nothing else happens. */
@RaptorMessage({
  kind: 'command',
  name: 'muse.move.export',
  version: 1,
  channel: 'sys.guild.muse.broadcast',
  readers: ['muse'],
})
export class ExportMove {
  @IsUUID() moveId!: string;
  @IsUUID() campaignId!: string;
  /** What must not leave twice. */
  @Matches(/^[0-9a-f]{64}$/) effectKey!: string;
  @Length(1, 50) channel!: string;
  @Length(1, 400) name!: string;
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ApprovedAsset)
  assets!: ApprovedAsset[];
}
