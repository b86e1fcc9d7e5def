import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateExperiments1795433003000 implements MigrationInterface {
  readonly name = 'CreateExperiments1795433003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.experiments (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid NOT NULL,
        hypothesis text NOT NULL CHECK (hypothesis <> ''),
        metric text NOT NULL CHECK (metric <> ''),
        variants jsonb NOT NULL CHECK (jsonb_array_length(variants) >= 2),
        alpha double precision NOT NULL CHECK (alpha > 0 AND alpha < 1),
        power double precision NOT NULL CHECK (power > 0 AND power < 1),
        mde double precision NOT NULL CHECK (mde > 0),
        sample_size integer NOT NULL CHECK (sample_size > 0),
        state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'running', 'concluded', 'stopped')),
        winner text,
        stopped_reason text,
        started_at timestamptz,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, asset_id) REFERENCES muse.assets (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT experiments_winner_check CHECK (winner IS NULL OR state = 'concluded'),
        CONSTRAINT experiments_stopped_reason_check CHECK ((state = 'stopped') = (stopped_reason IS NOT NULL)),
        CONSTRAINT experiments_ended_check CHECK ((state IN ('concluded', 'stopped')) = (ended_at IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX ON muse.experiments (workspace_id, asset_id)`);
    await runner.query(`CREATE INDEX ON muse.experiments (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'muse.experiments');
    await runner.query(`
      CREATE TABLE muse.experiment_results (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        experiment_id uuid NOT NULL,
        variant text NOT NULL CHECK (char_length(variant) BETWEEN 1 AND 100),
        exposures integer NOT NULL CHECK (exposures >= 0),
        conversions integer NOT NULL,
        observed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT experiment_results_natural_key UNIQUE (workspace_id, experiment_id, variant, observed_at),
        FOREIGN KEY (workspace_id, experiment_id) REFERENCES muse.experiments (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT experiment_results_conversions_check CHECK (conversions BETWEEN 0 AND exposures)
      )`);
    await enableTenantRls(runner, 'muse.experiment_results');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.experiment_results, muse.experiments`);
  }
}
