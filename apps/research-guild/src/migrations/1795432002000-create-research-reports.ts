import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateResearchReports1795432002000 implements MigrationInterface {
  readonly name = 'CreateResearchReports1795432002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.research_reports (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        agent_code text NOT NULL CHECK (agent_code ~ '^RES-[0-9]{3}$'),
        campaign_id uuid,
        subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 500),
        findings jsonb NOT NULL,
        evidence_ids text[] NOT NULL DEFAULT '{}',
        confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        valid_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON research.research_reports (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON research.research_reports (workspace_id, campaign_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON research.research_reports (workspace_id, agent_code, subject)`);
    await enableTenantRls(runner, 'research.research_reports');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE research.research_reports`);
  }
}
