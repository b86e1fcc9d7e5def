import {
  COPY_FIELDS,
  type AssetCopyField,
  type AssetDesign,
  type AssetResponse,
  type AssetVersionResponse,
  type CopyFieldName,
} from '@raptor/contracts';
import type { VisualDesignEntity } from '../visual-designs/visual-design.entity';
import type { AssetVersionEntity } from './asset-version.entity';
import type { AssetEntity } from './asset.entity';

/** Longest content that a list of versions carries, in bytes of JSON. */
const MOST_BYTES = 100_000;

export const assetResponse = (row: AssetEntity): AssetResponse => ({
  id: row.id,
  campaign_id: row.campaignId,
  move_id: row.moveId,
  kind: row.kind,
  channel: row.channel,
  title: row.title,
  state: row.state,
  current_version: row.currentVersion,
  parent_id: row.parentId,
  tags: row.tags,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export const versionResponse = (row: AssetVersionEntity, score: number | null): AssetVersionResponse => ({
  id: row.id,
  asset_id: row.assetId,
  number: row.number,
  copy: copyIn(row.content),
  content: contentOf(row.content),
  content_hash: row.contentHash,
  author_agent: row.authorAgent,
  author_id: row.authorId,
  revision_note: row.revisionNote,
  provenance: {
    mode: row.provenance.mode,
    model: row.provenance.model ?? null,
    evidence_ids: [...(row.provenance.evidenceIds ?? [])],
    cost_micro_usd: row.provenance.costMicroUsd ?? 0,
  },
  score: score === null ? null : Number(score.toFixed(2)),
  created_at: row.createdAt.toISOString(),
});

export const designResponse = (row: VisualDesignEntity): AssetDesign => ({
  id: row.id,
  format: row.format,
  width: row.width,
  height: row.height,
  alt_text: row.altText,
  contrast_ratio: row.contrastRatio,
  has_image: row.pngObject !== null,
});

/** What an author has written, where its answer has copy. */
export function copyIn(content: unknown): AssetCopyField[] {
  const { copy } = (content ?? {}) as { copy?: unknown };
  if (!Array.isArray(copy)) return [];
  return copy.flatMap((each: unknown) => {
    const { field, text, evidenceIds } = (each ?? {}) as { field?: unknown; text?: unknown; evidenceIds?: unknown };
    if (!isFieldName(field) || typeof text !== 'string') return [];
    const ids = Array.isArray(evidenceIds) ? evidenceIds.filter((id) => typeof id === 'string') : [];
    return [{ field, text, evidence_ids: ids }];
  });
}

const isFieldName = (value: unknown): value is CopyFieldName => COPY_FIELDS.some((name) => name === value);

function contentOf(content: unknown): Record<string, unknown> | null {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  return Buffer.byteLength(JSON.stringify(content)) <= MOST_BYTES ? (content as Record<string, unknown>) : null;
}
