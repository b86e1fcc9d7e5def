import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import {
  AssetGenerated,
  ReconsiderAsset,
  RevisedField,
  contentHashOf,
  type AssetDetailResponse,
  type AssetState,
  type CopyField,
  type ReviseAsset,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Outbox, type Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { AssetReading } from './asset-reading.service';
import { AssetVersionsRepository } from './asset-versions.repository';
import type { AssetEntity } from './asset.entity';
import { AssetsRepository } from './assets.repository';

/** States that nobody changes any more. */
const FINAL: readonly AssetState[] = ['published', 'archived'];

/** A person writes an asset anew: another text is another version, and what was approved was the one before. */
@Injectable()
export class AssetRevision {
  constructor(
    private readonly assets: AssetsRepository,
    private readonly versions: AssetVersionsRepository,
    private readonly reading: AssetReading,
    private readonly outbox: Outbox,
  ) {}

  /** The same text again changes nothing. @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS, VERSION_CHANGED */
  async revise(tx: Transaction, asked: ReviseAsset, by: Actor): Promise<Changed<AssetDetailResponse>> {
    const { id, note, based_on: basedOn } = asked;
    const asset = await this.assets.get(tx, id);
    const current = await this.versions.current(tx, id);
    if (basedOn !== undefined && basedOn !== current?.number)
      throw new AppError('VERSION_CHANGED', `Version ${current?.number ?? 0} counts by now: read it, and change that`);
    const copy = asked.copy.map(({ field, text, evidence_ids: ids }): CopyField => ({
      field,
      text,
      evidenceIds: ids ?? [],
    }));
    const contentHash = contentHashOf(copy);
    if (current?.contentHash === contentHash) return { answer: await this.reading.read(tx, id) };
    refuseWhatIsNotTheirs(asset, current?.content);
    const number = await this.versions.add(tx, id, {
      ...{
        id: uuidv7(),
        content: { copy },
        contentHash,
        authorAgent: null,
        authorId: by.id,
        revisionNote: note ?? null,
      },
      provenance: { mode: 'person', evidenceIds: copy.flatMap(({ evidenceIds }) => evidenceIds).slice(0, 500) },
    });
    if (number === null) throw new AppError('RESOURCE_NOT_FOUND', `There is no asset ${id}`);
    await this.tell(tx, asset, number, contentHash, copy);
    return {
      answer: await this.reading.read(tx, id),
      audited: {
        ...{ action: 'asset.revised', subjectType: 'asset', subjectId: id, afterHash: contentHash },
        detail: { version: number, campaign_id: asset.campaignId },
      },
    };
  }

  private async tell(
    tx: Transaction,
    { id: assetId, campaignId, kind, channel, title }: AssetEntity,
    version: number,
    contentHash: string,
    copy: readonly CopyField[],
  ): Promise<void> {
    const fact = {
      assetId,
      version,
      contentHash,
      kind,
      title,
      ...(campaignId && { campaignId }),
      ...(channel && { channel }),
    };
    await this.outbox.send(tx, Object.assign(new AssetGenerated(), fact));
    if (!campaignId) return;
    const fields = copy.map((field) => Object.assign(new RevisedField(), field));
    await this.outbox.send(
      tx,
      Object.assign(new ReconsiderAsset(), { campaignId, assetId, version, contentHash, copy: fields }),
    );
  }
}

function refuseWhatIsNotTheirs({ state, campaignId }: AssetEntity, content: unknown): void {
  if (FINAL.includes(state)) throw new AppError('STATE_FORBIDS', `It is ${state}: it does not change any more`);
  if (campaignId !== null && state === 'draft')
    throw new AppError('STATE_FORBIDS', 'It is being written and checked: change it when its approval is asked for');
  if (typeof content === 'object' && content !== null && 'designs' in content)
    throw new AppError('STATE_FORBIDS', 'It is a drawing: only texts are changed by hand');
}
