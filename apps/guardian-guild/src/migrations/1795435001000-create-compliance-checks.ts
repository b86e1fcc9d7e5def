import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateComplianceChecks1795435001000 implements MigrationInterface {
  readonly name = 'CreateComplianceChecks1795435001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guardian.compliance_checks (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid,
        version integer CHECK (version >= 1),
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        platform text NOT NULL CHECK (char_length(platform) BETWEEN 1 AND 50),
        verdict text NOT NULL CHECK (verdict IN ('passed', 'warning', 'rejected', 'needs_review')),
        findings jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(findings) = 'array'),
        pack_versions jsonb NOT NULL,
        checked_by text NOT NULL CHECK (checked_by <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT compliance_checks_asset_check CHECK ((asset_id IS NULL) = (version IS NULL)),
        CONSTRAINT compliance_checks_reason_check CHECK (verdict = 'passed' OR findings <> '[]')
      )`);
    await runner.query(`CREATE INDEX ON guardian.compliance_checks (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON guardian.compliance_checks (workspace_id, asset_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON guardian.compliance_checks (workspace_id, content_hash, platform)`);
    await enableTenantRls(runner, 'guardian.compliance_checks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE guardian.compliance_checks`);
  }
}
