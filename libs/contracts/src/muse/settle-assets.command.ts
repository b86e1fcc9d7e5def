import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** States of an asset that the council decides. */
export const SETTLED_STATES = ['in_review', 'approved', 'rejected', 'published'] as const;
export type SettledState = (typeof SETTLED_STATES)[number];

export class SettledAsset {
  @IsUUID() assetId!: string;
  /** The version that counts. */
  @IsInt() @Min(1) @Max(1_000) version!: number;
  @IsIn(SETTLED_STATES) state!: SettledState;
}

/** What the council and people have decided of assets: which version counts, and what it may be used for. */
@RaptorMessage({
  kind: 'command',
  name: 'muse.assets.settle',
  version: 1,
  channel: 'sys.guild.muse.broadcast',
  readers: ['muse'],
})
export class SettleAssets {
  @ArrayMinSize(1) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => SettledAsset) assets!: SettledAsset[];
}
