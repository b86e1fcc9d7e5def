import type { MessageClass } from '../raptor-message';
import { ListAssetVersions } from './assets/list-asset-versions.query';
import { ListAssets } from './assets/list-assets.query';
import { ReadAssetImage } from './assets/read-asset-image.query';
import { ReadAsset } from './assets/read-asset.query';
import { ReviseAsset } from './assets/revise-asset.query';

/** Operations about what is written and drawn. */
export const ASSET_MESSAGES: readonly MessageClass[] = [
  ListAssetVersions,
  ListAssets,
  ReadAsset,
  ReadAssetImage,
  ReviseAsset,
];
