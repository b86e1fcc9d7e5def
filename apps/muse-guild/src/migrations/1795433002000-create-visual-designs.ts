import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVisualDesigns1795433002000 implements MigrationInterface {
  readonly name = 'CreateVisualDesigns1795433002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.visual_designs (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid NOT NULL,
        template_code text NOT NULL CHECK (template_code <> ''),
        format text NOT NULL CHECK (format <> ''),
        width integer NOT NULL CHECK (width BETWEEN 1 AND 16384),
        height integer NOT NULL CHECK (height BETWEEN 1 AND 16384),
        spec jsonb NOT NULL,
        svg text,
        png_object text,
        canva_design_id text,
        contrast_ratio double precision CHECK (contrast_ratio BETWEEN 1 AND 21),
        alt_text text NOT NULL CHECK (alt_text <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, asset_id) REFERENCES muse.assets (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT visual_designs_png_object_check CHECK (starts_with(png_object, workspace_id::text))
      )`);
    await runner.query(`CREATE INDEX ON muse.visual_designs (workspace_id, asset_id)`);
    await runner.query(`CREATE INDEX ON muse.visual_designs (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'muse.visual_designs');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.visual_designs`);
  }
}
