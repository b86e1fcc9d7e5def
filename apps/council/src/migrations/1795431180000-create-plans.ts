import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quests, and the simulations that they were chosen by. */
export class CreatePlans1795431180000 implements MigrationInterface {
  readonly name = 'CreatePlans1795431180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.campaign_quests (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        title text NOT NULL CHECK (title <> ''),
        chapters jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(chapters) = 'array'),
        estimated_conversion_rate double precision CHECK (estimated_conversion_rate BETWEEN 0 AND 1),
        estimated_roi double precision CHECK (estimated_roi >= -1 AND estimated_roi < 'Infinity'),
        confidence double precision NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
        risks jsonb NOT NULL DEFAULT '[]',
        total_xp integer NOT NULL DEFAULT 0 CHECK (total_xp >= 0),
        status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'active', 'completed', 'superseded')),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX ON council.campaign_quests (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.campaign_quests (workspace_id, campaign_id, created_at, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX campaign_quests_active_key ON council.campaign_quests (workspace_id, campaign_id)
         WHERE status = 'active'`,
    );
    await enableTenantRls(runner, 'council.campaign_quests');
    await runner.query(`
      CREATE TABLE council.strategy_simulations (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        seed bigint NOT NULL,
        iterations integer NOT NULL CHECK (iterations > 0),
        scenarios jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(scenarios) = 'array'),
        mean double precision NOT NULL,
        ci_low double precision NOT NULL,
        ci_high double precision NOT NULL,
        allocation jsonb NOT NULL DEFAULT '{}' CHECK (
          allocation = '{}' OR council.sums_to_one(jsonb_path_query_array(allocation, '$.*'))
        ),
        recommended_strategy text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT strategy_simulations_interval_check CHECK (ci_low <= mean AND mean <= ci_high)
      )`);
    await runner.query(
      `CREATE INDEX strategy_simulations_campaign_idx
         ON council.strategy_simulations (workspace_id, campaign_id, created_at, id)`,
    );
    await enableTenantRls(runner, 'council.strategy_simulations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.strategy_simulations, council.campaign_quests`);
  }
}
