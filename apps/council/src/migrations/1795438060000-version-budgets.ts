import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the limits, for those who change them: what is spent does not raise it. */
export class VersionBudgets1795438060000 implements MigrationInterface {
  readonly name = 'VersionBudgets1795438060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.workspace_budgets ADD COLUMN version integer NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.workspace_budgets DROP COLUMN version`);
  }
}
