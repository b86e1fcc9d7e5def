import { createAgentTables, dropAgentTables } from '@raptor/agent-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAgentTables1795436000000 implements MigrationInterface {
  readonly name = 'CreateAgentTables1795436000000';

  async up(runner: QueryRunner): Promise<void> {
    await createAgentTables(runner, 'research');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropAgentTables(runner, 'research');
  }
}
