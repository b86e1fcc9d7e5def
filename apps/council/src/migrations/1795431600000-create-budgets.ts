import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Budgets, and the ledger that their figures are sums of. */
export class CreateBudgets1795431600000 implements MigrationInterface {
  readonly name = 'CreateBudgets1795431600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.workspace_budgets (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        period text NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        limit_micro_usd bigint NOT NULL CHECK (limit_micro_usd >= 0),
        limit_tokens bigint NOT NULL CHECK (limit_tokens >= 0),
        spent_micro_usd bigint NOT NULL DEFAULT 0 CHECK (spent_micro_usd >= 0),
        reserved_micro_usd bigint NOT NULL DEFAULT 0 CHECK (reserved_micro_usd >= 0),
        overrun_micro_usd bigint NOT NULL DEFAULT 0 CHECK (overrun_micro_usd >= 0),
        tokens_spent bigint NOT NULL DEFAULT 0 CHECK (tokens_spent >= 0),
        tokens_reserved bigint NOT NULL DEFAULT 0 CHECK (tokens_reserved >= 0),
        alerted_at_percent integer NOT NULL DEFAULT 0 CHECK (alerted_at_percent BETWEEN 0 AND 100),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, period),
        CONSTRAINT workspace_budgets_limit_check CHECK (spent_micro_usd + reserved_micro_usd <= limit_micro_usd)
      )`);
    await enableTenantRls(runner, 'council.workspace_budgets');
    await this.createLedger(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.cost_ledger, council.workspace_budgets`);
  }

  private async createLedger(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council.cost_ledger (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        attempt_id uuid NOT NULL,
        budget_id uuid NOT NULL,
        agent_code text NOT NULL CHECK (agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'),
        assignment_id uuid,
        campaign_id uuid,
        user_id uuid,
        kind text NOT NULL CHECK (kind IN ('model', 'lookup', 'render')),
        provider text NOT NULL CHECK (provider <> ''),
        model text,
        input_tokens bigint NOT NULL DEFAULT 0,
        cached_tokens bigint NOT NULL DEFAULT 0,
        output_tokens bigint NOT NULL DEFAULT 0,
        reserved_micro_usd bigint NOT NULL CHECK (reserved_micro_usd >= 0),
        settled_micro_usd bigint NOT NULL DEFAULT 0,
        overrun_micro_usd bigint NOT NULL DEFAULT 0 CHECK (overrun_micro_usd >= 0),
        reserved_tokens bigint NOT NULL DEFAULT 0 CHECK (reserved_tokens >= 0),
        settled_tokens bigint NOT NULL DEFAULT 0 CHECK (settled_tokens >= 0),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled', 'expired')),
        expires_at timestamptz NOT NULL,
        settled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, attempt_id),
        FOREIGN KEY (workspace_id, budget_id) REFERENCES council.workspace_budgets (workspace_id, id),
        FOREIGN KEY (workspace_id, campaign_id) REFERENCES council.campaigns (workspace_id, id),
        CONSTRAINT cost_ledger_model_check CHECK (kind <> 'model' OR model IS NOT NULL),
        CONSTRAINT cost_ledger_tokens_check CHECK (
          input_tokens >= 0 AND output_tokens >= 0 AND cached_tokens BETWEEN 0 AND input_tokens
        ),
        CONSTRAINT cost_ledger_settled_micro_usd_check CHECK (settled_micro_usd BETWEEN 0 AND reserved_micro_usd),
        CONSTRAINT cost_ledger_settlement_check CHECK ((state = 'open') = (settled_at IS NULL))
      )`);
    await runner.query(`CREATE INDEX ON council.cost_ledger (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON council.cost_ledger (workspace_id, budget_id)`);
    await runner.query(`CREATE INDEX ON council.cost_ledger (workspace_id, campaign_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX cost_ledger_open_idx ON council.cost_ledger (workspace_id, expires_at) WHERE state = 'open'`,
    );
    await enableTenantRls(runner, 'council.cost_ledger');
  }
}
