import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApprovals1795431480000 implements MigrationInterface {
  readonly name = 'CreateApprovals1795431480000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.approvals (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        subject_type text NOT NULL CHECK (subject_type IN ('campaign', 'move', 'asset', 'action')),
        subject_id uuid NOT NULL,
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        risk text NOT NULL CHECK (risk IN ('low', 'medium', 'high')),
        state text NOT NULL DEFAULT 'pending' CHECK (
          state IN ('pending', 'approved', 'rejected', 'voided', 'expired')
        ),
        requested_by text NOT NULL CHECK (requested_by ~ '^(user|api_key|agent|system):'),
        assigned_to uuid,
        escalated_at timestamptz,
        decided_by text CHECK (decided_by ~ '^(user|api_key|agent|system):'),
        decided_at timestamptz,
        expires_at timestamptz NOT NULL,
        note text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT approvals_decision_check CHECK (
          (decided_by IS NULL) = (decided_at IS NULL)
          AND (state = 'voided' OR (state IN ('approved', 'rejected')) = (decided_at IS NOT NULL))
        )
      )`);
    await runner.query(`CREATE INDEX ON council.approvals (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.approvals (workspace_id, state, created_at, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX approvals_live_key
         ON council.approvals (workspace_id, subject_type, subject_id, content_hash)
         WHERE state IN ('pending', 'approved')`,
    );
    await enableTenantRls(runner, 'council.approvals');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.approvals`);
  }
}
