import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notification without a person is for everybody in the workspace. */
export class NotifyWholeWorkspaces1795438000000 implements MigrationInterface {
  readonly name = 'NotifyWholeWorkspaces1795438000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.notifications ALTER COLUMN user_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.notifications ALTER COLUMN user_id SET NOT NULL`);
  }
}
