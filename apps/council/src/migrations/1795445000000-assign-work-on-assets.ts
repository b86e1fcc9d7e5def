import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An assignment may be about one version of an asset. */
export class AssignWorkOnAssets1795445000000 implements MigrationInterface {
  readonly name = 'AssignWorkOnAssets1795445000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.agent_assignments ADD COLUMN asset jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.agent_assignments DROP COLUMN asset`);
  }
}
