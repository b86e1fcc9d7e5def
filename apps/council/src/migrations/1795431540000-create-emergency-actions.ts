import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEmergencyActions1795431540000 implements MigrationInterface {
  readonly name = 'CreateEmergencyActions1795431540000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.emergency_actions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        scope text NOT NULL CHECK (scope IN ('agent', 'guild', 'workspace')),
        target text NOT NULL,
        reason text NOT NULL CHECK (reason IN ('budget', 'degradation', 'crisis', 'manual')),
        started_by text NOT NULL CHECK (started_by ~ '^(user|api_key|agent|system):'),
        ended_by text CHECK (ended_by ~ '^(user|api_key|agent|system):'),
        ended_at timestamptz,
        stopped jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT emergency_actions_target_check CHECK (target <> '' AND (scope = 'workspace') = (target = '*')),
        CONSTRAINT emergency_actions_end_check CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      )`);
    await runner.query(`CREATE INDEX ON council.emergency_actions (workspace_id, created_at, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX emergency_actions_active_key ON council.emergency_actions (workspace_id, scope, target)
         WHERE ended_at IS NULL`,
    );
    await enableTenantRls(runner, 'council.emergency_actions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.emergency_actions`);
  }
}
