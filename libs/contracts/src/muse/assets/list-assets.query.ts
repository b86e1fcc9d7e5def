import { RaptorMessage } from '../../raptor-message';
import { AssetsQuery } from './asset.dto';

/** Answered with an AssetPage. */
@RaptorMessage({ kind: 'query', name: 'muse.assets.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListAssets extends AssetsQuery {}
