import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCampaigns1795431120000 implements MigrationInterface {
  readonly name = 'CreateCampaigns1795431120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.campaigns (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        objective_type text NOT NULL CHECK (
          objective_type IN ('awareness', 'consideration', 'conversion', 'retention', 'advocacy')
        ),
        objective_metric text,
        target_value double precision CHECK (target_value > 0 AND target_value < 'Infinity'),
        positioning_id uuid,
        channels text[] NOT NULL DEFAULT '{}' CHECK (cardinality(channels) <= 32),
        media_budget_micro_usd bigint NOT NULL DEFAULT 0 CHECK (media_budget_micro_usd >= 0),
        run_budget_micro_usd bigint CHECK (run_budget_micro_usd >= 0),
        on_budget text NOT NULL DEFAULT 'wait' CHECK (on_budget IN ('wait', 'floor')),
        start_date date,
        end_date date,
        status text NOT NULL DEFAULT 'planning' CHECK (
          status IN ('planning', 'approved', 'active', 'paused', 'completed', 'failed', 'cancelled', 'archived')
        ),
        status_reason text,
        resume_status text CHECK (resume_status IN ('planning', 'approved', 'active')),
        stage text NOT NULL DEFAULT 'routing' CHECK (
          stage IN (
            'routing', 'research', 'brief', 'strategy', 'creation', 'review', 'approval', 'execution', 'learning', 'learnt'
          )
        ),
        plan jsonb NOT NULL DEFAULT '{}',
        snapshot jsonb NOT NULL DEFAULT '{}',
        created_by text NOT NULL CHECK (created_by ~ '^(user|api_key|agent|system):'),
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, name),
        FOREIGN KEY (workspace_id, positioning_id) REFERENCES council.positioning (workspace_id, id),
        CONSTRAINT campaigns_objective_check CHECK (target_value IS NULL OR objective_metric IS NOT NULL),
        CONSTRAINT campaigns_dates_check CHECK (end_date >= start_date),
        CONSTRAINT campaigns_pause_check CHECK ((status = 'paused') = (resume_status IS NOT NULL)),
        CONSTRAINT campaigns_end_check CHECK (
          (status IN ('completed', 'failed', 'cancelled', 'archived')) = (ended_at IS NOT NULL)
        )
      )`);
    await runner.query(`CREATE INDEX ON council.campaigns (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.campaigns (workspace_id, status, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.campaigns (workspace_id, positioning_id)`);
    await enableTenantRls(runner, 'council.campaigns');
    await runner.query(`
      CREATE TABLE council.campaign_cohorts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        cohort_id uuid NOT NULL,
        priority_rank integer NOT NULL DEFAULT 1 CHECK (priority_rank >= 1),
        allocation_percentage double precision NOT NULL CHECK (
          allocation_percentage > 0 AND allocation_percentage <= 100
        ),
        estimated_reach bigint CHECK (estimated_reach >= 0),
        conversion_rate double precision CHECK (conversion_rate BETWEEN 0 AND 1),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, campaign_id, cohort_id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE,
        FOREIGN KEY (workspace_id, cohort_id) REFERENCES council.cohorts (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON council.campaign_cohorts (workspace_id, cohort_id)`);
    await enableTenantRls(runner, 'council.campaign_cohorts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.campaign_cohorts, council.campaigns`);
  }
}
