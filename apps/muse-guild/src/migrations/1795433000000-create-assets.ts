import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAssets1795433000000 implements MigrationInterface {
  readonly name = 'CreateAssets1795433000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createAssets(runner);
    await runner.query(`
      CREATE TABLE muse.asset_versions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid NOT NULL,
        number integer NOT NULL CHECK (number >= 1),
        content jsonb NOT NULL,
        variants jsonb NOT NULL DEFAULT '[]',
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        author_agent text CHECK (author_agent ~ '^[A-Z]+-[0-9]{3}$'),
        author_id uuid,
        revision_note text,
        provenance jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, asset_id, number),
        FOREIGN KEY (workspace_id, asset_id) REFERENCES muse.assets (workspace_id, id) ON DELETE CASCADE,
        CONSTRAINT asset_versions_author_check CHECK (num_nonnulls(author_agent, author_id) = 1)
      )`);
    await enableTenantRls(runner, 'muse.asset_versions');
    await runner.query(`
      CREATE TABLE muse.asset_reviews (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid NOT NULL,
        version integer NOT NULL,
        reviewer_agent text NOT NULL CHECK (reviewer_agent ~ '^[A-Z]+-[0-9]{3}$'),
        criterion text NOT NULL CHECK (char_length(criterion) BETWEEN 1 AND 100),
        score double precision NOT NULL CHECK (score BETWEEN 1 AND 10),
        comments text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT asset_reviews_one_score_key UNIQUE (workspace_id, asset_id, version, reviewer_agent, criterion),
        FOREIGN KEY (workspace_id, asset_id, version)
          REFERENCES muse.asset_versions (workspace_id, asset_id, number) ON DELETE CASCADE
      )`);
    await enableTenantRls(runner, 'muse.asset_reviews');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.asset_reviews, muse.asset_versions, muse.assets`);
  }

  private async createAssets(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.assets (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        campaign_id uuid,
        move_id uuid,
        kind text NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 50),
        channel text CHECK (char_length(channel) BETWEEN 1 AND 50),
        title text NOT NULL CHECK (title <> ''),
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'in_review', 'approved', 'rejected', 'published', 'archived')),
        current_version integer CHECK (current_version >= 1),
        parent_id uuid,
        tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 50 AND array_position(tags, '') IS NULL),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, parent_id) REFERENCES muse.assets (workspace_id, id),
        CONSTRAINT assets_has_version_check CHECK (state IN ('draft', 'archived') OR current_version IS NOT NULL),
        CONSTRAINT assets_parent_check CHECK (parent_id <> id)
      )`);
    await runner.query(`CREATE INDEX ON muse.assets (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON muse.assets (workspace_id, kind, created_at, id)`);
    await runner.query(`CREATE INDEX ON muse.assets (workspace_id, channel, created_at, id)`);
    await runner.query(`CREATE INDEX ON muse.assets (workspace_id, campaign_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON muse.assets (workspace_id, parent_id)`);
    await enableTenantRls(runner, 'muse.assets');
  }
}
