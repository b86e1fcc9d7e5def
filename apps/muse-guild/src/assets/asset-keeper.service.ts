import { Injectable } from '@nestjs/common';
import { AnswerKeepers, type Answered } from '@raptor/agent-kit';
import { AssetGenerated, AssetReviewed, contentHashOf, type AssetWork } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { DesignKeeper } from '../visual-designs/design-keeper.service';
import { AssetReviewsRepository } from './asset-reviews.repository';
import { AssetVersionsRepository } from './asset-versions.repository';
import { AssetsRepository } from './assets.repository';

const written = z.looseObject({ copy: z.array(z.unknown()).min(1) });
const drawn = z.looseObject({ designs: z.array(z.unknown()).min(1) });
const scored = z.object({
  score: z.number(),
  criteria: z.array(z.object({ name: z.string(), score: z.number(), comment: z.string() })),
});

/** Longest comment that a review keeps. */
const COMMENT_CHARACTERS = 4_000;

/** Keeps what this guild's agents write and score for campaigns: as versions and reviews of assets, with the run that made them. */
@Injectable()
export class AssetKeeper {
  constructor(
    private readonly assets: AssetsRepository,
    private readonly versions: AssetVersionsRepository,
    private readonly reviews: AssetReviewsRepository,
    private readonly designs: DesignKeeper,
    private readonly outbox: Outbox,
    keepers: AnswerKeepers,
  ) {
    keepers.register((tx, answered) => this.keep(tx, answered));
  }

  private async keep(tx: Transaction, answered: Answered): Promise<void> {
    const { asset } = answered.assignment;
    if (asset?.role === 'draft' || asset?.role === 'visual') await this.keepVersion(tx, asset, answered);
    if (asset?.role === 'critique') await this.keepReview(tx, asset, answered);
  }

  /** What approvals are about is the copy, or the drawing; the rest of the answer lies beside it. */
  private async keepVersion(
    tx: Transaction,
    asset: AssetWork,
    { agentCode, assignment, result }: Answered,
  ): Promise<void> {
    const { output, provenance, costMicroUsd } = result;
    const counts =
      asset.role === 'draft' ? written.safeParse(output).data?.copy : drawn.safeParse(output).data?.designs;
    if (!counts) return;
    const { assetId, kind, channel, title, moveId, parentId, version } = asset;
    const campaignId = assignment.campaignId ?? null;
    if (!(await this.assets.find(tx, assetId)))
      await this.assets.insert(tx, {
        id: assetId,
        campaignId,
        moveId: moveId ?? null,
        kind,
        channel: channel ?? null,
        title,
        parentId: parentId ?? null,
      });
    const contentHash = contentHashOf(counts);
    await this.versions.insert(tx, {
      ...{ id: uuidv5(`v${version}`, assetId), assetId, number: version, content: output, contentHash },
      authorAgent: agentCode,
      revisionNote: version > 1 ? 'By the notes of the panel' : null,
      provenance: {
        mode: provenance.mode === 'cheaper_tier' ? 'model' : provenance.mode,
        ...(provenance.model && { model: provenance.model }),
        evidenceIds: provenance.evidenceIds,
        costMicroUsd,
      },
    });
    await this.assets.update(tx, assetId, { currentVersion: version });
    if (asset.role === 'visual') await this.designs.keep(tx, assetId, version, counts);
    const fact = { assetId, version, kind, title, contentHash };
    await this.outbox.send(
      tx,
      Object.assign(new AssetGenerated(), fact, { ...(campaignId && { campaignId }), ...(channel && { channel }) }),
    );
  }

  private async keepReview(
    tx: Transaction,
    { assetId, version }: AssetWork,
    { agentCode, assignment, result }: Answered,
  ): Promise<void> {
    const review = scored.safeParse(result.output).data;
    if (!review) return;
    const about = { assetId, assetVersion: version, reviewerAgent: agentCode };
    for (const { name, score, comment } of review.criteria)
      await this.reviews.record(tx, {
        ...{ ...about, id: uuidv7(), criterion: name.slice(0, 100), score },
        comments: comment.slice(0, COMMENT_CHARACTERS),
      });
    const campaignId = assignment.campaignId;
    const fact = { assetId, version, reviewer: agentCode, score: review.score, ...(campaignId && { campaignId }) };
    await this.outbox.send(tx, Object.assign(new AssetReviewed(), fact));
  }
}
