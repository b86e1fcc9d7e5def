import type { AgentCode, AssetRole, AssetWork } from '@raptor/contracts';
import type { SagaAsset } from './saga-state';
import type { View } from './view';

/** Who scores every text, each by its own criterion. */
export const PANEL = ['MUSE-026', 'MUSE-027'] as const satisfies readonly AgentCode[];
/** Draws and is not scored by those who read. */
export const VISUAL_DESIGNER = 'MUSE-011' satisfies AgentCode;

/** What an assignment about a version is told of it. */
export const workOn = (view: View, asset: SagaAsset, version: number, role: AssetRole): AssetWork => ({
  assetId: asset.assetId,
  version,
  role,
  kind: asset.kind,
  channel: asset.channel,
  title: asset.title,
  moveId: view.state.moves[asset.moveRef] ?? null,
  parentId: null,
});
