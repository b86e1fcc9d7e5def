import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One table for now: services may not make the partitions of months to come. Both keys hold observed_at, so that a later
 * migration can partition by it without a change for readers and writers: rename this table and what belongs to it,
 * create the partitioned one (PARTITION BY RANGE (observed_at)) with the same columns, keys and enableTenantRls, give the
 * old table a validated CHECK of the span it covers and ATTACH it. A partition is a table of its own: it needs
 * enableTenantRls, too, and REVOKE ALL from the service's role, which by default may read every table of the schema.
 */
export class CreateMetricObservations1795434006000 implements MigrationInterface {
  readonly name = 'CreateMetricObservations1795434006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.metric_observations (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        subject_type text NOT NULL
          CHECK (subject_type IN
            ('workspace', 'campaign', 'move', 'asset', 'channel', 'competitor', 'keyword', 'topic')),
        subject_id text NOT NULL CHECK (char_length(subject_id) BETWEEN 1 AND 200),
        metric text NOT NULL CHECK (char_length(metric) BETWEEN 1 AND 100),
        value double precision NOT NULL CHECK (value > '-Infinity' AND value < 'Infinity'),
        observed_at timestamptz NOT NULL CHECK (isfinite(observed_at)),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id, observed_at),
        CONSTRAINT metric_observations_natural_key
          UNIQUE (workspace_id, subject_type, subject_id, metric, observed_at)
      )`);
    await runner.query(`CREATE INDEX ON matrix.metric_observations (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON matrix.metric_observations USING brin (observed_at)`);
    await enableTenantRls(runner, 'matrix.metric_observations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.metric_observations`);
  }
}
