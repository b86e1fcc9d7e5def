import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is for everybody is read by each for themselves; what was read before has been read by all. */
export class ReadNotificationsOneByOne1795441000000 implements MigrationInterface {
  readonly name = 'ReadNotificationsOneByOne1795441000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.notifications ADD COLUMN read_by jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.notifications DROP COLUMN read_by`);
  }
}
