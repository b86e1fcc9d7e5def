import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rows that were there before the check was widened fit it, too. */
export class ValidateLedgerStates1795437120000 implements MigrationInterface {
  readonly name = 'ValidateLedgerStates1795437120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.cost_ledger VALIDATE CONSTRAINT cost_ledger_state_check`);
  }

  /** What is valid may stay so. */
  async down(): Promise<void> {}
}
