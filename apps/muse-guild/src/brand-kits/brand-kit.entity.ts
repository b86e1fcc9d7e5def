import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export interface BrandVoice {
  readonly summary: string;
  readonly traits: readonly string[];
  /** Texts that sound right. */
  readonly samples: readonly string[];
}

export interface Lexicon {
  readonly required: readonly string[];
  readonly banned: readonly string[];
  /** What to say instead: `{ cheap: 'affordable' }`. */
  readonly preferred: Readonly<Record<string, string>>;
}

export interface PaletteColour {
  /** `primary`, `background`, `text`. */
  readonly role: string;
  /** `#rrggbb` */
  readonly hex: string;
}

export interface Typography {
  readonly headings?: string;
  readonly body?: string;
  /** Each step of the type scale is so many times the one before. */
  readonly scale?: number;
}

/** What checks of spelling and shouting let pass. */
export interface BrandAllowlist {
  readonly trademarks: readonly string[];
  readonly capitals: readonly string[];
}

/** How a workspace sounds and looks. Another kit is another row, and one of them is active. */
@Entity({ name: 'brand_kits' })
@Unique(['workspaceId', 'number'])
@Index('brand_kits_one_active_key', ['workspaceId'], { unique: true, where: 'is_active' })
@Check('brand_kits_version_check', 'version >= 1')
export class BrandKitEntity extends TenantRow {
  @Column('integer', { name: 'version' }) number!: number;
  @Column('jsonb') voice!: BrandVoice;
  @Column('text', { array: true, default: [] }) tone!: string[];
  @Column('jsonb') lexicon!: Lexicon;
  @Column('jsonb', { default: [] }) palette!: PaletteColour[];
  @Column('jsonb', { default: {} }) typography!: Typography;
  @Column('jsonb') allowlist!: BrandAllowlist;
  @Column('boolean', { default: false }) isActive!: boolean;
}
