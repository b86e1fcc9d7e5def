import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOnboarding1795432000000 implements MigrationInterface {
  readonly name = 'CreateOnboarding1795432000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.onboarding_sessions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        company text NOT NULL CHECK (company <> ''),
        domain text NOT NULL CHECK (domain <> '' AND domain = lower(domain)),
        answers jsonb NOT NULL DEFAULT '{}',
        current_step integer NOT NULL DEFAULT 1 CHECK (current_step BETWEEN 1 AND 12),
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'waiting', 'completed', 'failed')),
        inputs_hash text NOT NULL CHECK (inputs_hash ~ '^[0-9a-f]{64}$'),
        brief_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON research.onboarding_sessions (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'research.onboarding_sessions');
    await runner.query(`
      CREATE TABLE research.onboarding_steps (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        session_id uuid NOT NULL,
        number integer NOT NULL CHECK (number BETWEEN 1 AND 12),
        name text NOT NULL CHECK (name <> ''),
        state text NOT NULL DEFAULT 'pending'
          CHECK (state IN ('pending', 'running', 'completed', 'stale', 'skipped', 'failed')),
        attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
        output jsonb,
        provenance jsonb,
        checkpoint text CHECK (checkpoint ~ '^[0-9a-f]{64}$'),
        reason text,
        started_at timestamptz,
        finished_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, session_id, number),
        FOREIGN KEY (workspace_id, session_id)
          REFERENCES research.onboarding_sessions (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT onboarding_steps_result_check
          CHECK (state NOT IN ('completed', 'stale') OR (output IS NOT NULL AND checkpoint IS NOT NULL)),
        CONSTRAINT onboarding_steps_reason_check
          CHECK (state NOT IN ('skipped', 'failed') OR (reason IS NOT NULL AND reason <> '')),
        CONSTRAINT onboarding_steps_started_check CHECK (state <> 'running' OR started_at IS NOT NULL),
        CONSTRAINT onboarding_steps_finished_check
          CHECK ((state IN ('pending', 'running')) = (finished_at IS NULL))
      )`);
    await enableTenantRls(runner, 'research.onboarding_steps');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE research.onboarding_steps, research.onboarding_sessions`);
  }
}
