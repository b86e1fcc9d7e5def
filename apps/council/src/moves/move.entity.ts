import { MOVE_HEALTHS, MOVE_STATES, type MoveHealth, type MoveState } from '@raptor/contracts';
import { References, VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';
import { CampaignQuestEntity } from '../planning/campaign-quest.entity';

/** One tactical unit of work of a campaign, and the ledger of the one effect that it may have on the world outside. */
@Entity({ name: 'moves' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@References(() => CampaignQuestEntity, 'questId')
@Unique(['workspaceId', 'effectKey'])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index(['workspaceId', 'questId'])
@Index(['workspaceId', 'scheduledFor', 'id'])
@Check('moves_chapter_check', 'chapter IS NULL OR (chapter >= 1 AND quest_id IS NOT NULL)')
@Check('moves_name_check', `name <> ''`)
@Check('moves_kind_check', `kind <> ''`)
@Check('moves_channel_check', `channel <> ''`)
@Check('moves_state_check', oneOf('state', MOVE_STATES))
@Check('moves_progress_check', 'progress BETWEEN 0 AND 1')
@Check('moves_health_check', oneOf('health', MOVE_HEALTHS))
@Check('moves_effect_key_check', `effect_key <> ''`)
@Check('moves_execution_check', '(executed_at IS NOT NULL) = (receipt IS NOT NULL)')
@Check('moves_receipt_check', 'receipt IS NULL OR effect_key IS NOT NULL')
export class MoveEntity extends VersionedTenantRow {
  @Column('uuid') campaignId!: string;
  @Column('uuid', { nullable: true }) questId!: string | null;
  /** The number of the quest's chapter; null for a move outside of the plan. */
  @Column('integer', { nullable: true }) chapter!: number | null;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('text') channel!: string;
  @Column('text', { default: 'planned' }) state!: MoveState;
  @Column('jsonb', { default: {} }) inputs!: Record<string, unknown>;
  @Column('jsonb', { default: {} }) metrics!: Record<string, unknown>;
  @Column('double precision', { default: 0 }) progress!: number;
  @Column('text', { default: 'green' }) health!: MoveHealth;
  @Column('timestamptz', { nullable: true }) scheduledFor!: Date | null;
  /** Asset hash, channel and slot: what must not leave twice. Set just before it leaves, and for ever. */
  @Column('text', { nullable: true }) effectKey!: string | null;
  /** What the channel said. Null with an effect key set: it may have left, nobody knows, so it is probed and not repeated. */
  @Column('jsonb', { nullable: true }) receipt!: Record<string, unknown> | null;
  @Column('timestamptz', { nullable: true }) executedAt!: Date | null;
}
