import type { MigrationInterface, QueryRunner } from 'typeorm';

const stateIn = (states: string): string => `
  ALTER TABLE council.cost_ledger DROP CONSTRAINT cost_ledger_state_check,
    ADD CONSTRAINT cost_ledger_state_check CHECK (state IN (${states})) NOT VALID`;

/** An entry can be released: its call was never made. */
export class ReleaseLedgerEntries1795437060000 implements MigrationInterface {
  readonly name = 'ReleaseLedgerEntries1795437060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(`'open', 'settled', 'expired', 'released'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(stateIn(`'open', 'settled', 'expired'`));
  }
}
