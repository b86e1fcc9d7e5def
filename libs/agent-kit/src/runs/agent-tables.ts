import { enableTenantRls } from '@raptor/persistence';
import type { QueryRunner } from 'typeorm';
import { AgentEvidenceEntity } from '../evidence/agent-evidence.entity';
import { AgentMemoryEntity } from '../memory/agent-memory.entity';
import { AgentRunEntity } from './agent-run.entity';

/** For the list of what a schema holds, of a service that runs agents: rows of workspaces, walled, purged and exported as all are. */
export const AGENT_TABLES = { agent_runs: 'tenant', agent_evidence: 'tenant', agent_memories: 'tenant' } as const;

/** For that service's list of entities. */
export const AGENT_ENTITIES = [AgentRunEntity, AgentEvidenceEntity, AgentMemoryEntity] as const;

/** For that service's own migration. */
export async function createAgentTables(runner: QueryRunner, schema: string): Promise<void> {
  await createRuns(runner, `${schema}.agent_runs`);
  await createEvidence(runner, `${schema}.agent_evidence`);
  await createMemories(runner, `${schema}.agent_memories`);
}

/** Undoes {@link createAgentTables}. */
export const dropAgentTables = (runner: QueryRunner, schema: string): Promise<unknown> =>
  runner.query(`DROP TABLE ${schema}.agent_memories, ${schema}.agent_evidence, ${schema}.agent_runs`);

async function createRuns(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${table} (
      workspace_id uuid NOT NULL,
      id uuid NOT NULL,
      assignment_id uuid NOT NULL,
      agent_code text NOT NULL CHECK (agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
      subject_type text NOT NULL CHECK (subject_type IN ('campaign', 'onboarding', 'invoke', 'watcher')),
      subject_id uuid NOT NULL,
      campaign_id uuid,
      requested_by text NOT NULL CHECK (requested_by ~ '^(user|api_key|agent|system):'),
      input jsonb NOT NULL,
      state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'completed', 'failed')),
      steps jsonb NOT NULL DEFAULT '[]',
      checkpoint jsonb NOT NULL DEFAULT '{}',
      output jsonb,
      provenance jsonb,
      failure jsonb,
      evidence_ids text[] NOT NULL DEFAULT '{}',
      owner text,
      epoch integer NOT NULL DEFAULT 0 CHECK (epoch >= 0),
      attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
      lease_until timestamptz,
      deadline_at timestamptz NOT NULL,
      finished_at timestamptz,
      cost_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cost_micro_usd >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, id),
      UNIQUE (workspace_id, assignment_id),
      CONSTRAINT agent_runs_output_check CHECK (
        (state = 'completed') = (output IS NOT NULL AND provenance IS NOT NULL)
      ),
      CONSTRAINT agent_runs_failure_check CHECK ((state = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT agent_runs_finish_check CHECK ((state = 'running') = (finished_at IS NULL))
    )`);
  await runner.query(`CREATE INDEX ON ${table} (workspace_id, agent_code, created_at, id)`);
  await runner.query(
    `CREATE INDEX agent_runs_subject_idx ON ${table} (workspace_id, subject_type, subject_id, created_at, id)`,
  );
  await enableTenantRls(runner, table);
}

async function createEvidence(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${table} (
      workspace_id uuid NOT NULL,
      id uuid NOT NULL,
      content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
      kind text NOT NULL CHECK (kind IN ('page', 'feed', 'memory', 'rows', 'vendor')),
      source text NOT NULL,
      url text,
      title text,
      text text NOT NULL,
      object_key text,
      data jsonb,
      tainted boolean NOT NULL,
      first_seen_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, id),
      UNIQUE (workspace_id, content_hash)
    )`);
  await runner.query(`CREATE INDEX ON ${table} (workspace_id, created_at, id)`);
  await enableTenantRls(runner, table);
}

async function createMemories(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${table} (
      workspace_id uuid NOT NULL,
      id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('answers', 'facts', 'copy', 'learnings', 'research')),
      text text NOT NULL,
      text_hash text NOT NULL CHECK (text_hash ~ '^[0-9a-f]{64}$'),
      metadata jsonb NOT NULL DEFAULT '{}',
      evidence_ids text[] NOT NULL DEFAULT '{}',
      agent_code text NOT NULL CHECK (agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
      run_id uuid,
      tainted boolean NOT NULL DEFAULT false,
      expires_at timestamptz,
      indexed_at timestamptz,
      indexed_by text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, id),
      UNIQUE (workspace_id, kind, text_hash)
    )`);
  await runner.query(`CREATE INDEX ON ${table} (workspace_id, kind, created_at, id)`);
  await runner.query(
    `CREATE INDEX agent_memories_unindexed_idx ON ${table} (workspace_id, created_at, id) WHERE indexed_at IS NULL`,
  );
  await enableTenantRls(runner, table);
}
