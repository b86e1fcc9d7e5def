import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A workspace's agents, what they are asked to do, and how far their word goes. */
export class CreateAgents1795431360000 implements MigrationInterface {
  readonly name = 'CreateAgents1795431360000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.agents (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        code text NOT NULL CHECK (code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
        is_active boolean NOT NULL DEFAULT true,
        cadence text CHECK (cadence IN ('on-demand', '1-min', '15-min', '1-h', '6-h', 'daily', 'weekly')),
        settings jsonb NOT NULL DEFAULT '{}',
        next_run_at timestamptz,
        last_run_at timestamptz,
        invocations bigint NOT NULL DEFAULT 0 CHECK (invocations >= 0),
        successes bigint NOT NULL DEFAULT 0 CHECK (successes >= 0),
        failures bigint NOT NULL DEFAULT 0 CHECK (failures >= 0),
        tokens bigint NOT NULL DEFAULT 0 CHECK (tokens >= 0),
        cost_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cost_micro_usd >= 0),
        p95_ms integer CHECK (p95_ms >= 0),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, code)
      )`);
    await enableTenantRls(runner, 'council.agents');
    await this.createAssignments(runner);
    await runner.query(`
      CREATE TABLE council.agent_trust_scores (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        agent_code text NOT NULL CHECK (agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
        trust double precision NOT NULL DEFAULT 0.5 CHECK (trust BETWEEN 0 AND 1),
        accuracy double precision CHECK (accuracy BETWEEN 0 AND 1),
        timeliness double precision CHECK (timeliness BETWEEN 0 AND 1),
        approvals integer NOT NULL DEFAULT 0 CHECK (approvals >= 0),
        rejections integer NOT NULL DEFAULT 0 CHECK (rejections >= 0),
        brier double precision CHECK (brier BETWEEN 0 AND 1),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, agent_code)
      )`);
    await enableTenantRls(runner, 'council.agent_trust_scores');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.agent_trust_scores, council.agent_assignments, council.agents`);
  }

  private async createAssignments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.agent_assignments (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        subject_type text NOT NULL CHECK (subject_type IN ('campaign', 'onboarding', 'invoke', 'watcher')),
        subject_id uuid NOT NULL,
        after uuid[] NOT NULL DEFAULT '{}',
        agent_code text NOT NULL CHECK (agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
        commanded_by text NOT NULL CHECK (commanded_by ~ '^(user|api_key|agent|system):'),
        input jsonb NOT NULL DEFAULT '{}',
        output jsonb,
        provenance jsonb,
        failure jsonb,
        review text NOT NULL DEFAULT 'unreviewed',
        state text NOT NULL DEFAULT 'requested' CHECK (
          state IN ('requested', 'running', 'completed', 'failed', 'dead_lettered', 'cancelled')
        ),
        attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
        epoch integer NOT NULL DEFAULT 0 CHECK (epoch >= 0),
        owner text,
        lease_until timestamptz,
        deadline_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        budget_micro_usd bigint CHECK (budget_micro_usd >= 0),
        cost_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cost_micro_usd >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        CONSTRAINT agent_assignments_after_check CHECK (cardinality(after) <= 64 AND NOT id = ANY (after)),
        CONSTRAINT agent_assignments_output_check CHECK ((state = 'completed') = (output IS NOT NULL)),
        CONSTRAINT agent_assignments_provenance_check CHECK ((output IS NULL) = (provenance IS NULL)),
        CONSTRAINT agent_assignments_failure_check CHECK (
          (state IN ('failed', 'dead_lettered')) = (failure IS NOT NULL)
        ),
        CONSTRAINT agent_assignments_review_check CHECK (
          review IN ('unreviewed', 'accepted', 'returned', 'rejected')
          AND (review = 'unreviewed' OR state = 'completed')
        ),
        CONSTRAINT agent_assignments_lease_check CHECK (
          (state = 'running') = (owner IS NOT NULL AND lease_until IS NOT NULL)
        ),
        CONSTRAINT agent_assignments_finish_check CHECK ((state IN ('requested', 'running')) = (finished_at IS NULL))
      )`);
    await runner.query(
      `CREATE INDEX agent_assignments_subject_idx
         ON council.agent_assignments (workspace_id, subject_type, subject_id, created_at, id)`,
    );
    await runner.query(`CREATE INDEX ON council.agent_assignments (workspace_id, agent_code, created_at, id)`);
    await runner.query(
      `CREATE INDEX agent_assignments_open_idx ON council.agent_assignments (workspace_id, deadline_at)
         WHERE state IN ('requested', 'running')`,
    );
    await enableTenantRls(runner, 'council.agent_assignments');
  }
}
