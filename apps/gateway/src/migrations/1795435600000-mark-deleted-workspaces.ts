import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MarkDeletedWorkspaces1795435600000 implements MigrationInterface {
  readonly name = 'MarkDeletedWorkspaces1795435600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE gateway.workspaces
        ADD COLUMN deleted_at timestamptz,
        ADD COLUMN purges jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN purged_at timestamptz,
        ADD CONSTRAINT workspaces_purged_check CHECK (purged_at IS NULL OR deleted_at IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE gateway.workspaces DROP COLUMN deleted_at, DROP COLUMN purges, DROP COLUMN purged_at`);
  }
}
