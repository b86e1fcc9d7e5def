import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWarBriefs1795431240000 implements MigrationInterface {
  readonly name = 'CreateWarBriefs1795431240000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.war_briefs (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid,
        brief_type text NOT NULL CHECK (brief_type IN ('campaign', 'market', 'competitor', 'weekly', 'crisis')),
        content jsonb NOT NULL,
        executive_summary text NOT NULL DEFAULT '',
        research_sources text[] NOT NULL DEFAULT '{}',
        confidence double precision NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        valid_until timestamptz,
        cost_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cost_micro_usd >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT war_briefs_campaign_check CHECK (brief_type <> 'campaign' OR campaign_id IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX ON council.war_briefs (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.war_briefs (workspace_id, brief_type, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.war_briefs (workspace_id, campaign_id, created_at, id)`);
    await enableTenantRls(runner, 'council.war_briefs');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.war_briefs`);
  }
}
