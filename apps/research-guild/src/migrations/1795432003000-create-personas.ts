import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePersonas1795432003000 implements MigrationInterface {
  readonly name = 'CreatePersonas1795432003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.personas (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        narrative text NOT NULL,
        pains jsonb NOT NULL DEFAULT '[]',
        motivations text[] NOT NULL DEFAULT '{}',
        quotes jsonb NOT NULL DEFAULT '[]'
          CHECK (NOT jsonb_path_exists(quotes, '$[*] ? (!exists(@.evidenceId ? (@ like_regex ".")))')),
        buying_group jsonb NOT NULL DEFAULT '[]',
        source_ids uuid[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, name)
      )`);
    await runner.query(`CREATE INDEX ON research.personas (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'research.personas');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE research.personas`);
  }
}
