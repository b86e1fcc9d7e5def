import { RARITIES, type Rarity } from '@raptor/contracts';
import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';

/** So many of a counter, such as 5 of `assets_approved`. */
export interface UnlockCondition {
  readonly counter: string;
  readonly atLeast: number;
}

/** Something that people of a workspace can achieve. */
@Entity({ name: 'achievements' })
@Unique(['workspaceId', 'code'])
@Check('achievements_code_check', `code ~ '^[a-z][a-z0-9_]*$'`)
@Check('achievements_name_check', `name <> ''`)
@Check('achievements_category_check', `category <> ''`)
@Check('achievements_xp_check', 'xp >= 0')
@Check('achievements_rarity_check', oneOf('rarity', RARITIES))
export class AchievementEntity extends TenantRow {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') category!: string;
  @Column('integer') xp!: number;
  @Column('text', { default: 'common' }) rarity!: Rarity;
  @Column('jsonb') unlockCondition!: UnlockCondition;
}
