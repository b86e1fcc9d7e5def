import { Matches } from 'class-validator';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';
import { ReviseAssetRequest } from './asset.dto';

/** Answered with the AssetDetailResponse of the new version. */
@RaptorMessage({ kind: 'query', name: 'muse.asset.revise', version: 1, channel: 'addressed', role: 'operator' })
export class ReviseAsset extends ReviseAssetRequest {
  @Matches(ROW_ID) id!: string;
}
