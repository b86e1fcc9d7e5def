import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePolicyWaivers1795435003000 implements MigrationInterface {
  readonly name = 'CreatePolicyWaivers1795435003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guardian.policy_waivers (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        rule_id text NOT NULL CHECK (rule_id <> ''),
        reason text NOT NULL CHECK (reason <> ''),
        granted_by uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT policy_waivers_expires_check CHECK (expires_at > created_at)
      )`);
    await runner.query(`CREATE INDEX ON guardian.policy_waivers (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON guardian.policy_waivers (workspace_id, content_hash, expires_at)`);
    await enableTenantRls(runner, 'guardian.policy_waivers');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE guardian.policy_waivers`);
  }
}
