import { createWorkspaceLives, dropWorkspaceLives } from '@raptor/agent-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorkspaceLives1795435600000 implements MigrationInterface {
  readonly name = 'CreateWorkspaceLives1795435600000';

  async up(runner: QueryRunner): Promise<void> {
    await createWorkspaceLives(runner, 'muse');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropWorkspaceLives(runner, 'muse');
  }
}
