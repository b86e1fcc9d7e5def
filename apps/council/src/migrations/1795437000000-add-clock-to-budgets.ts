import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By whose calendar a budget's months are counted, who is told of it, and when reservations are next looked through. */
export class AddClockToBudgets1795437000000 implements MigrationInterface {
  readonly name = 'AddClockToBudgets1795437000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE council.workspace_budgets
        ADD COLUMN timezone text NOT NULL DEFAULT 'UTC',
        ADD COLUMN owner_id uuid,
        ADD COLUMN sweep_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE council.workspace_budgets DROP COLUMN timezone, DROP COLUMN owner_id, DROP COLUMN sweep_at`,
    );
  }
}
