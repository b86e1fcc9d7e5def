import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditLog1795430300000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1795430300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.audit_log (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        seq bigint NOT NULL CHECK (seq >= 1),
        event_id uuid NOT NULL,
        actor_type text NOT NULL CHECK (actor_type IN ('user', 'api_key', 'agent', 'system')),
        actor text NOT NULL CHECK (actor <> ''),
        action text NOT NULL CHECK (action <> ''),
        subject_type text NOT NULL CHECK (subject_type <> ''),
        subject_id text NOT NULL CHECK (subject_id <> ''),
        before_hash text CHECK (before_hash ~ '^[0-9a-f]{64}$'),
        after_hash text CHECK (after_hash ~ '^[0-9a-f]{64}$'),
        detail jsonb NOT NULL DEFAULT '{}',
        occurred_at timestamptz NOT NULL,
        prev_seq bigint GENERATED ALWAYS AS (nullif(seq - 1, 0)) STORED,
        prev_hash text CHECK (prev_hash ~ '^[0-9a-f]{64}$'),
        hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, seq),
        UNIQUE (workspace_id, seq, hash),
        UNIQUE (workspace_id, event_id),
        FOREIGN KEY (workspace_id, prev_seq, prev_hash) REFERENCES gateway.audit_log (workspace_id, seq, hash),
        CONSTRAINT audit_log_first_check CHECK ((seq = 1) = (prev_hash IS NULL)),
        CONSTRAINT audit_log_unchanged_check CHECK (updated_at = created_at)
      )`);
    await runner.query(`CREATE INDEX ON gateway.audit_log (workspace_id, created_at, id)`);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON gateway.audit_log FROM raptor_gateway`);
    await enableTenantRls(runner, 'gateway.audit_log');
    // A CHECK would be asked again when a backup is restored, long after; a policy only when the service writes.
    await runner.query(`
      CREATE POLICY audit_log_now ON gateway.audit_log AS RESTRICTIVE FOR INSERT TO PUBLIC
        WITH CHECK (created_at BETWEEN date_trunc('milliseconds', now()) AND clock_timestamp())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE gateway.audit_log`);
  }
}
