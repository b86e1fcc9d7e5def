import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCouncilDecisions1795431420000 implements MigrationInterface {
  readonly name = 'CreateCouncilDecisions1795431420000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.council_decisions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        lord text NOT NULL CHECK (lord ~ '^LORD-[0-9]{3}$'),
        kind text NOT NULL CHECK (kind IN ('routing', 'approval', 'override', 'conflict', 'budget', 'stop')),
        subject_type text NOT NULL CHECK (subject_type <> ''),
        subject_id uuid NOT NULL,
        campaign_id uuid,
        decision text NOT NULL CHECK (decision <> ''),
        detail jsonb NOT NULL DEFAULT '{}',
        reasoning text NOT NULL DEFAULT '',
        dissent text,
        evidence_ids text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX ON council.council_decisions (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.council_decisions (workspace_id, campaign_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX council_decisions_subject_idx
         ON council.council_decisions (workspace_id, subject_type, subject_id, created_at, id)`,
    );
    await enableTenantRls(runner, 'council.council_decisions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.council_decisions`);
  }
}
