import { v7 as uuidv7 } from 'uuid';
import { AssetReviewEntity } from '../../../../apps/muse-guild/src/assets/asset-review.entity';
import { AssetVersionEntity } from '../../../../apps/muse-guild/src/assets/asset-version.entity';
import { AssetEntity } from '../../../../apps/muse-guild/src/assets/asset.entity';
import { BrandKitEntity } from '../../../../apps/muse-guild/src/brand-kits/brand-kit.entity';
import { ExperimentResultEntity } from '../../../../apps/muse-guild/src/experiments/experiment-result.entity';
import { ExperimentEntity } from '../../../../apps/muse-guild/src/experiments/experiment.entity';
import { VisualDesignEntity } from '../../../../apps/muse-guild/src/visual-designs/visual-design.entity';
import { everyAgentRow } from './agent-kit';
import { builder } from './builder';
import { aContentHash } from './content-hash';

/** A draft without a version. */
export const anAsset = builder(AssetEntity, () => ({ kind: 'headline', channel: 'email', title: 'Paid by Friday' }));

/** The first of `assetId`, which does not know of it: `currentVersion` is the asset's to say. */
export const anAssetVersion = builder(AssetVersionEntity, () => ({
  number: 1,
  content: { headlines: ['Paid by Friday'] },
  contentHash: aContentHash(),
  authorAgent: 'MUSE-001',
  provenance: { mode: 'floor' },
}));

/** Of the first version of `assetId`. */
export const anAssetReview = builder(AssetReviewEntity, () => ({
  assetVersion: 1,
  reviewerAgent: 'MUSE-026',
  criterion: 'flow',
  score: 7.5,
}));

/** The first of its workspace, and not active. */
export const aBrandKit = builder(BrandKitEntity, () => ({
  number: 1,
  voice: { summary: 'plain and warm', traits: ['plain', 'warm'], samples: ['You get paid. That is all.'] },
  tone: ['calm'],
  lexicon: { required: [], banned: ['synergy'], preferred: { cheap: 'affordable' } },
  palette: [{ role: 'primary', hex: '#1b4d3e' }],
  allowlist: { trademarks: ['Tally'], capitals: ['VAT'] },
}));

/** Of `assetId`. */
export const aVisualDesign = builder(VisualDesignEntity, () => ({
  templateCode: 'card-01',
  format: 'instagram_square',
  width: 1080,
  height: 1080,
  spec: { headline: 'Paid by Friday' },
  altText: 'A paid invoice on a desk',
}));

/** On `assetId`, not begun. */
export const anExperiment = builder(ExperimentEntity, () => ({
  hypothesis: 'A deadline in the headline is clicked more often',
  metric: 'clicks',
  variants: [{ name: 'plain' }, { name: 'deadline' }],
  alpha: 0.05,
  power: 0.8,
  mde: 0.02,
  sampleSize: 1_500,
}));

/** Of `experimentId`. */
export const anExperimentResult = builder(ExperimentResultEntity, () => ({
  variant: 'plain',
  exposures: 200,
  conversions: 12,
  observedAt: new Date(),
}));

/** One row of every table of the muse guild, in an order in which they can be written; no kit is active before. */
export function everyMuseRow(workspaceId: string): object[] {
  const asset = anAsset({ workspaceId, tags: ['spring'], currentVersion: 1, campaignId: uuidv7() });
  const experiment = anExperiment({ workspaceId, assetId: asset.id });
  return [
    asset,
    anAssetVersion({ workspaceId, assetId: asset.id }),
    anAssetReview({ workspaceId, assetId: asset.id }),
    aBrandKit({ workspaceId, isActive: true }),
    aVisualDesign({ workspaceId, assetId: asset.id }),
    experiment,
    anExperimentResult({ workspaceId, experimentId: experiment.id }),
    ...everyAgentRow('muse', workspaceId),
  ];
}
