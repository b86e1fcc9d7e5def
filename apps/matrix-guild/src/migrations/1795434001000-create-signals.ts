import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSignals1795434001000 implements MigrationInterface {
  readonly name = 'CreateSignals1795434001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.intelligence_logs (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        signal_type text NOT NULL CHECK (signal_type <> ''),
        source text NOT NULL CHECK (source <> ''),
        headline text NOT NULL CHECK (headline <> ''),
        content text NOT NULL,
        relevance double precision NOT NULL CHECK (relevance BETWEEN 0 AND 1),
        sentiment double precision CHECK (sentiment BETWEEN -1 AND 1),
        threat_level text NOT NULL DEFAULT 'none'
          CHECK (threat_level IN ('none', 'low', 'medium', 'high', 'critical')),
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        simhash bigint NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        detected_at timestamptz NOT NULL,
        expires_at timestamptz,
        disposition text NOT NULL DEFAULT 'received'
          CHECK (disposition IN ('received', 'archived', 'opportunity', 'crisis')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, content_hash),
        CONSTRAINT intelligence_logs_expires_check CHECK (expires_at > detected_at)
      )`);
    await runner.query(`CREATE INDEX ON matrix.intelligence_logs (workspace_id, detected_at, id)`);
    await runner.query(`CREATE INDEX ON matrix.intelligence_logs (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.intelligence_logs');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.intelligence_logs`);
  }
}
