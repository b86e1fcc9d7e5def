import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdempotencyKeys1795430100000 implements MigrationInterface {
  readonly name = 'CreateIdempotencyKeys1795430100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.idempotency_keys (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        principal text NOT NULL,
        method text NOT NULL,
        route text NOT NULL,
        key text NOT NULL CHECK (key <> ''),
        request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'),
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done')),
        status_code integer CHECK (status_code BETWEEN 100 AND 599),
        response jsonb,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT idempotency_keys_request_key UNIQUE (workspace_id, principal, method, route, key),
        CONSTRAINT idempotency_keys_answer_check CHECK ((state = 'done') = (status_code IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX ON gateway.idempotency_keys (workspace_id, expires_at)`);
    await enableTenantRls(runner, 'gateway.idempotency_keys');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE gateway.idempotency_keys`);
  }
}
