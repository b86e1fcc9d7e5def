import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1795431720000 implements MigrationInterface {
  readonly name = 'CreateNotifications1795431720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.notifications (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        type text NOT NULL CHECK (type <> ''),
        title text NOT NULL CHECK (title <> ''),
        body text NOT NULL DEFAULT '',
        link text,
        priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'critical')),
        read_at timestamptz,
        expires_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON council.notifications (workspace_id, user_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX notifications_unread_idx ON council.notifications (workspace_id, user_id, created_at, id) WHERE read_at IS NULL`,
    );
    await enableTenantRls(runner, 'council.notifications');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.notifications`);
  }
}
