import { Matches } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';

/** Answered with an AssetDetailResponse. */
@RaptorMessage({ kind: 'query', name: 'muse.asset.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadAsset {
  @Matches(ROW_ID) id!: string;
}
