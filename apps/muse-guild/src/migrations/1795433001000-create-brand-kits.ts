import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBrandKits1795433001000 implements MigrationInterface {
  readonly name = 'CreateBrandKits1795433001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.brand_kits (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        voice jsonb NOT NULL,
        tone text[] NOT NULL DEFAULT '{}',
        lexicon jsonb NOT NULL,
        palette jsonb NOT NULL DEFAULT '[]',
        typography jsonb NOT NULL DEFAULT '{}',
        allowlist jsonb NOT NULL,
        is_active boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, version)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX brand_kits_one_active_key ON muse.brand_kits (workspace_id) WHERE is_active`,
    );
    await enableTenantRls(runner, 'muse.brand_kits');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.brand_kits`);
  }
}
