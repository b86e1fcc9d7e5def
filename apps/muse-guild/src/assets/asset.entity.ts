import { ASSET_STATES, type AssetState } from '@raptor/contracts';
import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

/**
 * A piece of content; its texts are its versions. Searched by tag or by words within its workspace without an index of
 * their own: under row level security Postgres looks nothing up by an operator that is not leakproof, as `@>` and `@@`
 * are not, so a GIN index would be written and never read.
 */
@Entity({ name: 'assets' })
@References(() => AssetEntity, 'parentId')
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'kind', 'createdAt', 'id'])
@Index(['workspaceId', 'channel', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index(['workspaceId', 'parentId'])
@Check('assets_kind_check', 'char_length(kind) BETWEEN 1 AND 50')
@Check('assets_channel_check', 'char_length(channel) BETWEEN 1 AND 50')
@Check('assets_title_check', `title <> ''`)
@Check('assets_state_check', oneOf('state', ASSET_STATES))
@Check('assets_current_version_check', 'current_version >= 1')
@Check('assets_has_version_check', `state IN ('draft', 'archived') OR current_version IS NOT NULL`)
@Check('assets_tags_check', `cardinality(tags) <= 50 AND array_position(tags, '') IS NULL`)
@Check('assets_parent_check', 'parent_id <> id')
export class AssetEntity extends TenantRow {
  /** A row of the council, as is the move. */
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('uuid', { nullable: true }) moveId!: string | null;
  /** What it is in the words of its makers: `headline`, `email`, `display_ad`. */
  @Column('text') kind!: string;
  /** Null when it suits any. */
  @Column('text', { nullable: true }) channel!: string | null;
  @Column('text') title!: string;
  @Column('text', { default: 'draft' }) state!: AssetState;
  /** Number of the version that counts, the best and not always the last; null before there is one. */
  @Column('integer', { nullable: true }) currentVersion!: number | null;
  /** What it was derived from. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('text', { array: true, default: [] }) tags!: string[];
}
