import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateForecasts1795434005000 implements MigrationInterface {
  readonly name = 'CreateForecasts1795434005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.forecasts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 200),
        metric text NOT NULL CHECK (char_length(metric) BETWEEN 1 AND 100),
        method text NOT NULL CHECK (method <> ''),
        horizon integer NOT NULL CHECK (horizon BETWEEN 1 AND 3660),
        points jsonb NOT NULL,
        "interval" double precision NOT NULL CHECK ("interval" > 0 AND "interval" < 1),
        backtest_mape double precision CHECK (backtest_mape >= 0),
        brier double precision CHECK (brier BETWEEN 0 AND 1),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON matrix.forecasts (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON matrix.forecasts (workspace_id, subject, metric, created_at)`);
    await enableTenantRls(runner, 'matrix.forecasts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.forecasts`);
  }
}
