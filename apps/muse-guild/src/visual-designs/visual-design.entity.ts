import { References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { AssetEntity } from '../assets/asset.entity';

/** A picture of an asset: how it was drawn, and what came of it. */
@Entity({ name: 'visual_designs' })
@References(() => AssetEntity, 'assetId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'assetId'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('visual_designs_template_code_check', `template_code <> ''`)
@Check('visual_designs_format_check', `format <> ''`)
@Check('visual_designs_width_check', 'width BETWEEN 1 AND 16384')
@Check('visual_designs_height_check', 'height BETWEEN 1 AND 16384')
@Check('visual_designs_png_object_check', 'starts_with(png_object, workspace_id::text)')
@Check('visual_designs_contrast_ratio_check', 'contrast_ratio BETWEEN 1 AND 21')
@Check('visual_designs_alt_text_check', `alt_text <> ''`)
export class VisualDesignEntity extends TenantRow {
  @Column('uuid') assetId!: string;
  @Column('text') templateCode!: string;
  /** Where it goes: `instagram_square`, `iab_300x250`. */
  @Column('text') format!: string;
  /** Pixels, as is the height. */
  @Column('integer') width!: number;
  @Column('integer') height!: number;
  /** What fills the template. */
  @Column('jsonb') spec!: Record<string, unknown>;
  @Column('text', { nullable: true }) svg!: string | null;
  /** Key in the object store; begins with the workspace. */
  @Column('text', { nullable: true }) pngObject!: string | null;
  @Column('text', { nullable: true }) canvaDesignId!: string | null;
  /** Of text to background by WCAG, 1..21; null where there is no text. */
  @Column('double precision', { nullable: true }) contrastRatio!: number | null;
  @Column('text') altText!: string;
}
