import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKeywordOpportunities1795432004000 implements MigrationInterface {
  readonly name = 'CreateKeywordOpportunities1795432004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.keyword_opportunities (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        keyword text NOT NULL CHECK (char_length(keyword) BETWEEN 1 AND 200),
        cluster text,
        intent text NOT NULL CHECK (intent IN ('informational', 'navigational', 'commercial', 'transactional')),
        volume integer CHECK (volume >= 0),
        difficulty double precision CHECK (difficulty BETWEEN 0 AND 100),
        gap_score double precision NOT NULL CHECK (gap_score BETWEEN 0 AND 1),
        evidence_id text NOT NULL CHECK (evidence_id ~ '^[a-z]+:[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, keyword)
      )`);
    await runner.query(`CREATE INDEX ON research.keyword_opportunities (workspace_id, gap_score, id)`);
    await runner.query(`CREATE INDEX ON research.keyword_opportunities (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'research.keyword_opportunities');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE research.keyword_opportunities`);
  }
}
