import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What runs of an agent have cost lately is asked before each of them. */
export class IndexLedgerByAgent1795437180000 implements MigrationInterface {
  readonly name = 'IndexLedgerByAgent1795437180000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX CONCURRENTLY ON council.cost_ledger (workspace_id, agent_code, created_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX council.cost_ledger_workspace_id_agent_code_created_at_id_idx`);
  }
}
