import { IsInt, Matches, Max, Min } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';
import { AssetImageQuery } from './asset.dto';

/** A part of the picture of an asset, from an offset on: an answer has 256 KiB, a picture more. Answered with an {@link ImagePart}. */
@RaptorMessage({ kind: 'query', name: 'muse.asset.image', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadAssetImage extends AssetImageQuery {
  @Matches(ROW_ID) id!: string;
  /** In bytes. */
  @IsInt() @Min(0) @Max(1_000_000_000) offset!: number;
}

export interface ImagePart {
  /** Of the design: the parts of one picture say the same. */
  readonly design_id: string;
  readonly total_bytes: number;
  /** From the offset on; empty after the end. */
  readonly base64: string;
}
