import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiKeys1795430000000 implements MigrationInterface {
  readonly name = 'CreateApiKeys1795430000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.api_keys (
        workspace_id uuid NOT NULL REFERENCES gateway.workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        prefix text NOT NULL CHECK (prefix <> ''),
        key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
        role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'operator', 'admin')),
        scopes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(scopes) <= 50),
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, key_hash)
      )`);
    await runner.query(`CREATE INDEX ON gateway.api_keys (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'gateway.api_keys');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE gateway.api_keys`);
  }
}
