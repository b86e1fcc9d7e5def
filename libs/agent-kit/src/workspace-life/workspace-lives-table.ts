import { createBookkeepingTable } from '@raptor/persistence';
import type { QueryRunner } from 'typeorm';

/** For a service's list of what its schema holds. */
export const WORKSPACE_LIFE_TABLES = { workspace_lives: 'bookkeeping' } as const;

/** For that service's own migration. */
export const createWorkspaceLives = (runner: QueryRunner, schema: string): Promise<void> =>
  createBookkeepingTable(runner, {
    table: `${schema}.workspace_lives`,
    columns: `
      workspace_id uuid PRIMARY KEY,
      seeded_at timestamptz,
      deleted_at timestamptz,
      removed jsonb NOT NULL DEFAULT '{}',
      purged_at timestamptz,
      CHECK (purged_at IS NULL OR deleted_at IS NOT NULL)`,
    library: 'agent-kit',
    purpose: 'when this service began and ended with each workspace; what is left of a deleted one, for ever',
  });

/** Undoes {@link createWorkspaceLives}. */
export const dropWorkspaceLives = (runner: QueryRunner, schema: string): Promise<unknown> =>
  runner.query(`DROP TABLE ${schema}.workspace_lives`);
