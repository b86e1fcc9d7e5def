import { IsIn, IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { SETTLED_STATES, type SettledState } from './settle-assets.command';

const VERSION = { least: 1, most: 1_000 };

/** What is told of an asset. Sent with the transaction that wrote it down. */
export abstract class AssetFact {
  @IsUUID() assetId!: string;
  @IsInt() @Min(VERSION.least) @Max(VERSION.most) version!: number;
  @IsOptional() @IsUUID() campaignId?: string;
}

/** An asset has a new version. */
@RaptorMessage({
  kind: 'event',
  name: 'muse.asset.generated',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class AssetGenerated extends AssetFact {
  @Length(1, 50) kind!: string;
  @IsOptional() @Length(1, 50) channel?: string;
  @Length(1, 300) title!: string;
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
}

/** Somebody of the panel has scored a version. */
@RaptorMessage({
  kind: 'event',
  name: 'muse.asset.reviewed',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class AssetReviewed extends AssetFact {
  @Matches(/^[A-Z]+-\d{3}$/) reviewer!: string;
  @Min(1) @Max(10) score!: number;
}

/** It has been decided what an asset may be used for. */
@RaptorMessage({
  kind: 'event',
  name: 'muse.asset.settled',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class AssetSettled extends AssetFact {
  @IsIn(SETTLED_STATES) state!: SettledState;
}
