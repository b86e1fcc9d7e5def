import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAlerts1795434002000 implements MigrationInterface {
  readonly name = 'CreateAlerts1795434002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matrix.alerts_log (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        intelligence_log_id uuid,
        alert_type text NOT NULL CHECK (char_length(alert_type) BETWEEN 1 AND 100),
        urgency text NOT NULL CHECK (urgency IN ('low', 'medium', 'high', 'critical')),
        title text NOT NULL CHECK (title <> ''),
        recommended_action text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'unacknowledged'
          CHECK (state IN ('unacknowledged', 'acknowledged', 'in_progress', 'resolved')),
        acknowledged_by uuid,
        acknowledged_at timestamptz,
        resolved_at timestamptz,
        expires_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, intelligence_log_id, alert_type),
        FOREIGN KEY (workspace_id, intelligence_log_id) REFERENCES matrix.intelligence_logs (workspace_id, id),
        CONSTRAINT alerts_log_acknowledged_check CHECK ((state = 'unacknowledged') = (acknowledged_at IS NULL)),
        CONSTRAINT alerts_log_acknowledged_by_check CHECK (acknowledged_by IS NULL OR acknowledged_at IS NOT NULL),
        CONSTRAINT alerts_log_resolved_check CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX ON matrix.alerts_log (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON matrix.alerts_log (workspace_id, state, created_at, id)`);
    await runner.query(
      `CREATE INDEX alerts_log_open_idx ON matrix.alerts_log (workspace_id, created_at, id) WHERE state <> 'resolved'`,
    );
    await enableTenantRls(runner, 'matrix.alerts_log');
    await runner.query(`
      CREATE TABLE matrix.alert_response_history (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        alert_id uuid NOT NULL,
        action text NOT NULL CHECK (action <> ''),
        effectiveness double precision CHECK (effectiveness BETWEEN 0 AND 1),
        lessons text,
        taken_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, alert_id) REFERENCES matrix.alerts_log (workspace_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX ON matrix.alert_response_history (workspace_id, alert_id, created_at, id)`);
    await enableTenantRls(runner, 'matrix.alert_response_history');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matrix.alert_response_history, matrix.alerts_log`);
  }
}
