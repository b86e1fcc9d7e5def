import { Matches } from 'class-validator';
import { PageQuery } from '../../api/page.dto';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';

/** Answered with an AssetVersionPage. */
@RaptorMessage({ kind: 'query', name: 'muse.asset.versions', version: 1, channel: 'addressed', role: 'viewer' })
export class ListAssetVersions extends PageQuery {
  @Matches(ROW_ID) id!: string;
}
