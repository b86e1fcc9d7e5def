import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStrategyInsights1795434004000 implements MigrationInterface {
  readonly name = 'CreateStrategyInsights1795434004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.strategy_insights (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        insight_type text NOT NULL CHECK (insight_type <> ''),
        title text NOT NULL CHECK (title <> ''),
        evidence_ids text[] NOT NULL DEFAULT '{}',
        confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        impact text NOT NULL CHECK (impact IN ('low', 'medium', 'high')),
        recommended_action text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'accepted', 'applied', 'dismissed')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON matrix.strategy_insights (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.strategy_insights');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.strategy_insights`);
  }
}
