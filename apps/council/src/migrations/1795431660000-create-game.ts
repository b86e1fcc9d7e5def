import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Achievements and statistics of people. */
export class CreateGame1795431660000 implements MigrationInterface {
  readonly name = 'CreateGame1795431660000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.achievements (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]*$'),
        name text NOT NULL CHECK (name <> ''),
        category text NOT NULL CHECK (category <> ''),
        xp integer NOT NULL CHECK (xp >= 0),
        rarity text NOT NULL DEFAULT 'common' CHECK (rarity IN ('common', 'uncommon', 'rare', 'epic', 'legendary')),
        unlock_condition jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, code)
      )`);
    await enableTenantRls(runner, 'council.achievements');
    await runner.query(`
      CREATE TABLE council.user_achievements (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        achievement_id uuid NOT NULL,
        progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
        unlocked_at timestamptz,
        narrative text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, user_id, achievement_id),
        FOREIGN KEY (workspace_id, achievement_id) REFERENCES council.achievements (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT user_achievements_unlock_check CHECK ((unlocked_at IS NOT NULL) = (progress = 1))
      )`);
    await runner.query(`CREATE INDEX ON council.user_achievements (workspace_id, achievement_id)`);
    await enableTenantRls(runner, 'council.user_achievements');
    await runner.query(`
      CREATE TABLE council.user_stats (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        total_xp integer NOT NULL DEFAULT 0 CHECK (total_xp >= 0),
        level integer NOT NULL GENERATED ALWAYS AS (total_xp / 1000 + 1) STORED,
        current_streak integer NOT NULL DEFAULT 0 CHECK (current_streak >= 0),
        longest_streak integer NOT NULL DEFAULT 0,
        streak_week date CHECK (extract(isodow FROM streak_week) = 1),
        counters jsonb NOT NULL DEFAULT '{}',
        preferences jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, user_id),
        CONSTRAINT user_stats_longest_streak_check CHECK (longest_streak >= current_streak)
      )`);
    await runner.query(`CREATE INDEX ON council.user_stats (workspace_id, total_xp, id)`);
    await enableTenantRls(runner, 'council.user_stats');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.user_stats, council.user_achievements, council.achievements`);
  }
}
