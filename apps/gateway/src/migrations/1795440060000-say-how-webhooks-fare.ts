import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SayHowWebhooksFare1795440060000 implements MigrationInterface {
  readonly name = 'SayHowWebhooksFare1795440060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE gateway.webhook_endpoints
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN disabled_note text`);
    await runner.query(`ALTER TABLE gateway.webhook_deliveries ADD COLUMN failure text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE gateway.webhook_deliveries DROP COLUMN failure`);
    await runner.query(`ALTER TABLE gateway.webhook_endpoints DROP COLUMN version, DROP COLUMN disabled_note`);
  }
}
