import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCompetitors1795434000000 implements MigrationInterface {
  readonly name = 'CreateCompetitors1795434000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.competitors (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        domain text NOT NULL CHECK (char_length(domain) BETWEEN 1 AND 253 AND domain = lower(domain)),
        platforms jsonb NOT NULL DEFAULT '{}',
        notes text NOT NULL DEFAULT '',
        last_analyzed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, domain)
      )`);
    await runner.query(`CREATE INDEX ON matrix.competitors (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.competitors');
    await runner.query(`
      CREATE TABLE matrix.competitor_tracking (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        competitor_id uuid NOT NULL,
        activity_type text NOT NULL CHECK (activity_type <> ''),
        title text NOT NULL CHECK (title <> ''),
        summary text NOT NULL DEFAULT '',
        url text,
        impact text NOT NULL CHECK (impact IN ('low', 'medium', 'high')),
        before_hash text CHECK (before_hash ~ '^[0-9a-f]{64}$'),
        after_hash text CHECK (after_hash ~ '^[0-9a-f]{64}$'),
        detected_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, competitor_id) REFERENCES matrix.competitors (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT competitor_tracking_change_check CHECK (before_hash <> after_hash)
      )`);
    await runner.query(`CREATE INDEX ON matrix.competitor_tracking (workspace_id, competitor_id, detected_at)`);
    await runner.query(`CREATE INDEX ON matrix.competitor_tracking (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.competitor_tracking');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.competitor_tracking, matrix.competitors`);
  }
}
