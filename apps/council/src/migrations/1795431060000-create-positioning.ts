import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePositioning1795431060000 implements MigrationInterface {
  readonly name = 'CreatePositioning1795431060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.positioning (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        cohort_id uuid NOT NULL,
        for_whom text NOT NULL CHECK (for_whom <> ''),
        problem_statement text NOT NULL DEFAULT '',
        category_frame text NOT NULL DEFAULT '',
        differentiator text NOT NULL DEFAULT '',
        reason_to_believe text NOT NULL DEFAULT '',
        competitive_alternative text NOT NULL DEFAULT '',
        confidence double precision NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
        is_active boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, cohort_id) REFERENCES council.cohorts (workspace_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX ON council.positioning (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.positioning (workspace_id, cohort_id, created_at, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX positioning_active_key ON council.positioning (workspace_id, cohort_id) WHERE is_active`,
    );
    await enableTenantRls(runner, 'council.positioning');
    await runner.query(`
      CREATE TABLE council.message_architecture (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        positioning_id uuid NOT NULL,
        primary_claim text NOT NULL CHECK (primary_claim <> ''),
        sub_claims text[] NOT NULL DEFAULT '{}',
        proof_points jsonb NOT NULL DEFAULT '[]' CHECK (
          jsonb_typeof(proof_points) = 'array'
          AND NOT jsonb_path_exists(proof_points, '$[*] ? (!(exists(@.evidenceId ? (@.type() == "string" && @ != ""))))')
        ),
        tagline text NOT NULL DEFAULT '',
        elevator_pitch text NOT NULL DEFAULT '',
        content_pillars text[] NOT NULL DEFAULT '{}',
        tone text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, positioning_id),
        FOREIGN KEY (workspace_id, positioning_id) REFERENCES council.positioning (workspace_id, id) ON DELETE CASCADE
      )`);
    await enableTenantRls(runner, 'council.message_architecture');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.message_architecture, council.positioning`);
  }
}
