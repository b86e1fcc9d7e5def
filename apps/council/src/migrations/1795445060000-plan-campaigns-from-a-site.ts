import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a campaign is planned from; and approvals stand on the timeline of the campaign that they are for. */
export class PlanCampaignsFromASite1795445060000 implements MigrationInterface {
  readonly name = 'PlanCampaignsFromASite1795445060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE council.campaigns
        ADD COLUMN goal text,
        ADD COLUMN source jsonb,
        ADD CONSTRAINT campaigns_goal_check CHECK (goal <> ''),
        ADD CONSTRAINT campaigns_source_check CHECK (source ->> 'siteUrl' <> '')`);
    await runner.query(`
      ALTER TABLE council.approvals
        ADD COLUMN campaign_id uuid,
        ADD FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE`);
    await runner.query(`CREATE INDEX ON council.approvals (workspace_id, campaign_id, created_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE council.approvals DROP COLUMN campaign_id`);
    await runner.query(`ALTER TABLE council.campaigns DROP COLUMN goal, DROP COLUMN source`);
  }
}
