import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two sources may measure the same thing at the same moment. */
export class TellSourcesOfObservations1795446000000 implements MigrationInterface {
  readonly name = 'TellSourcesOfObservations1795446000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE matrix.metric_observations
        ADD COLUMN source_id text NOT NULL DEFAULT '' CHECK (char_length(source_id) <= 200)`);
    await runner.query(`
      ALTER TABLE matrix.metric_observations
        DROP CONSTRAINT metric_observations_natural_key,
        ADD CONSTRAINT metric_observations_natural_key
          UNIQUE (workspace_id, subject_type, subject_id, metric, observed_at, source_id)`);
  }

  /** What several sources said of the same is one row again: the first that was told. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE matrix.metric_observations DROP CONSTRAINT metric_observations_natural_key`);
    await runner.query(`
      DELETE FROM matrix.metric_observations AS later USING matrix.metric_observations AS first
      WHERE (later.workspace_id, later.subject_type, later.subject_id, later.metric, later.observed_at)
          = (first.workspace_id, first.subject_type, first.subject_id, first.metric, first.observed_at)
        AND later.id > first.id`);
    await runner.query(`
      ALTER TABLE matrix.metric_observations DROP COLUMN source_id,
        ADD CONSTRAINT metric_observations_natural_key
          UNIQUE (workspace_id, subject_type, subject_id, metric, observed_at)`);
  }
}
