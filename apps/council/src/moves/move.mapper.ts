import type { MoveResponse } from '@raptor/contracts';
import type { MoveEntity } from './move.entity';

export const moveResponse = (row: MoveEntity): MoveResponse => ({
  id: row.id,
  campaign_id: row.campaignId,
  quest_id: row.questId,
  chapter: row.chapter,
  name: row.name,
  kind: row.kind,
  channel: row.channel,
  state: row.state,
  inputs: row.inputs,
  metrics: row.metrics,
  progress: row.progress,
  health: row.health,
  scheduled_for: row.scheduledFor?.toISOString() ?? null,
  effect_key: row.effectKey,
  receipt: row.receipt,
  executed_at: row.executedAt?.toISOString() ?? null,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
