import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMoves1795431300000 implements MigrationInterface {
  readonly name = 'CreateMoves1795431300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.moves (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        quest_id uuid,
        chapter integer,
        name text NOT NULL CHECK (name <> ''),
        kind text NOT NULL CHECK (kind <> ''),
        channel text NOT NULL CHECK (channel <> ''),
        state text NOT NULL DEFAULT 'planned' CHECK (
          state IN ('planned', 'observe', 'orient', 'decide', 'act', 'complete', 'killed')
        ),
        inputs jsonb NOT NULL DEFAULT '{}',
        metrics jsonb NOT NULL DEFAULT '{}',
        progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
        health text NOT NULL DEFAULT 'green' CHECK (health IN ('green', 'amber', 'red')),
        scheduled_for timestamptz,
        effect_key text CHECK (effect_key <> ''),
        receipt jsonb,
        executed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, effect_key),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id) ON DELETE CASCADE,
        FOREIGN KEY (workspace_id, quest_id) REFERENCES council.campaign_quests (workspace_id, id),
        CONSTRAINT moves_chapter_check CHECK (chapter IS NULL OR (chapter >= 1 AND quest_id IS NOT NULL)),
        CONSTRAINT moves_execution_check CHECK ((executed_at IS NOT NULL) = (receipt IS NOT NULL)),
        CONSTRAINT moves_receipt_check CHECK (receipt IS NULL OR effect_key IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX ON council.moves (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.moves (workspace_id, campaign_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.moves (workspace_id, quest_id)`);
    await runner.query(`CREATE INDEX ON council.moves (workspace_id, scheduled_for, id)`);
    await enableTenantRls(runner, 'council.moves');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.moves`);
  }
}
