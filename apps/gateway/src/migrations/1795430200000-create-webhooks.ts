import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWebhooks1795430200000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1795430200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.webhook_endpoints (
        workspace_id uuid NOT NULL REFERENCES gateway.workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        url text NOT NULL CHECK (url ~ '^https?://'),
        secret text NOT NULL CHECK (secret <> ''),
        event_types text[] NOT NULL CHECK (cardinality(event_types) BETWEEN 1 AND 100),
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
        failure_count integer NOT NULL DEFAULT 0 CHECK (failure_count >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON gateway.webhook_endpoints (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'gateway.webhook_endpoints');
    await runner.query(`
      CREATE TABLE gateway.webhook_deliveries (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        event_id uuid NOT NULL,
        event_type text NOT NULL CHECK (event_type <> ''),
        payload jsonb NOT NULL,
        attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
        response_code integer CHECK (response_code BETWEEN 100 AND 599),
        next_attempt_at timestamptz DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, endpoint_id, event_id),
        FOREIGN KEY (workspace_id, endpoint_id) REFERENCES gateway.webhook_endpoints (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT webhook_deliveries_next_attempt_check CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX ON gateway.webhook_deliveries (workspace_id, endpoint_id, created_at, id)`);
    await enableTenantRls(runner, 'gateway.webhook_deliveries');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE gateway.webhook_deliveries, gateway.webhook_endpoints`);
  }
}
