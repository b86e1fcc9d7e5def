import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every request of somebody who has signed in asks, now and then, whether the session is still on. */
export class IndexSessions1795440120000 implements MigrationInterface {
  readonly name = 'IndexSessions1795440120000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX CONCURRENTLY ON gateway.refresh_tokens (user_id, family_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX gateway.refresh_tokens_user_id_family_id_idx`);
  }
}
