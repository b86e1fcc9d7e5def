import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSourceDocuments1795432001000 implements MigrationInterface {
  readonly name = 'CreateSourceDocuments1795432001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.source_documents (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        url text NOT NULL CHECK (url <> '' AND octet_length(url) <= 2048),
        kind text NOT NULL CHECK (kind IN ('page', 'feed', 'vendor', 'upload')),
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        fetched_at timestamptz NOT NULL,
        title text,
        text text NOT NULL,
        metadata jsonb NOT NULL DEFAULT '{}',
        tainted boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, content_hash, url)
      )`);
    await runner.query(`CREATE INDEX ON research.source_documents (workspace_id, url, fetched_at)`);
    await runner.query(`CREATE INDEX ON research.source_documents (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'research.source_documents');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE research.source_documents`);
  }
}
