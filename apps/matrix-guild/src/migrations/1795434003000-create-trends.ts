import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTrends1795434003000 implements MigrationInterface {
  readonly name = 'CreateTrends1795434003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.trends (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        topic text NOT NULL CHECK (char_length(topic) BETWEEN 1 AND 200),
        mentions jsonb NOT NULL DEFAULT '[]',
        velocity double precision NOT NULL CHECK (velocity > '-Infinity' AND velocity < 'Infinity'),
        acceleration double precision NOT NULL CHECK (acceleration > '-Infinity' AND acceleration < 'Infinity'),
        stage text NOT NULL CHECK (stage IN ('emerging', 'peak', 'declining')),
        predicted_peak_on date,
        newsjack_score double precision NOT NULL CHECK (newsjack_score BETWEEN 0 AND 1),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, topic)
      )`);
    await runner.query(`CREATE INDEX ON matrix.trends (workspace_id, newsjack_score, id)`);
    await runner.query(`CREATE INDEX ON matrix.trends (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.trends');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.trends`);
  }
}
