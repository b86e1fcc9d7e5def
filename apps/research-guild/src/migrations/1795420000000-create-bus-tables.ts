import { createBusTables, dropBusTables } from '@raptor/raptor-bus';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox, inbox and dead letters of this service. */
export class CreateBusTables1795420000000 implements MigrationInterface {
  readonly name = 'CreateBusTables1795420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of createBusTables('research')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropBusTables('research')) await runner.query(statement);
  }
}
