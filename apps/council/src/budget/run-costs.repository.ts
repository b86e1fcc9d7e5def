import { Injectable } from '@nestjs/common';
import type { AgentQuote, RunQuote } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';

/** Entries of an agent that are looked at, newest first: what it costs changes with models and prompts. */
const ENTRIES = 500;

/** With fewer runs than that a percentile says nothing. */
const LEAST_RUNS = 5;

type Quoted = Pick<RunQuote, 'p50MicroUsd' | 'p95MicroUsd' | 'basis' | 'runs'>;

/** Percentiles (nearest rank: each a cost that a run has had) of the agent that `code` says. $1 workspace. */
const figuresOf = (code: string): string => `
  WITH recent AS (
    SELECT coalesce(assignment_id, id) AS run, settled_micro_usd + overrun_micro_usd AS cost FROM council.cost_ledger
    WHERE workspace_id = $1 AND agent_code = ${code} AND state IN ('settled', 'expired')
    ORDER BY created_at DESC, id DESC LIMIT ${ENTRIES}
  ), run AS (SELECT sum(cost) AS cost FROM recent GROUP BY run)
  SELECT count(*)::int AS runs, percentile_disc(0.5) WITHIN GROUP (ORDER BY cost) AS p50,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY cost) AS p95 FROM run`;

interface Figures {
  readonly runs: number;
  readonly p50: string | null;
  readonly p95: string | null;
}

/** What runs of an agent have cost. A run is what one assignment has paid; a call without an assignment is a run of its own. */
@Injectable()
export class RunCostsRepository {
  /** In the order of their codes as they are given. */
  async ofAgents(tx: Transaction, agentCodes: readonly string[]): Promise<AgentQuote[]> {
    const rows = await tx.query<(Figures & { code: string })[]>(
      `SELECT wanted.code, quote.* FROM unnest($2::text[]) WITH ORDINALITY AS wanted(code, place)
       CROSS JOIN LATERAL (${figuresOf('wanted.code')}) AS quote ORDER BY wanted.place`,
      [workspaceOf(tx), [...agentCodes]],
    );
    return rows.map(({ code, runs, p50, p95 }) => {
      const isKnown = runs >= LEAST_RUNS;
      return {
        agent_code: code,
        p50_micro_usd: isKnown ? Number(p50) : null,
        p95_micro_usd: isKnown ? Number(p95) : null,
        basis: isKnown ? 'history' : 'nothing',
        runs,
      };
    });
  }

  /** Of this workspace; else the estimate, twice. */
  async ofAgent(tx: Transaction, agentCode: string, estimateMicroUsd?: number): Promise<Quoted> {
    const [{ runs, p50, p95 }] = await tx.query<[Figures]>(figuresOf('$2'), [workspaceOf(tx), agentCode]);
    if (runs >= LEAST_RUNS) return { p50MicroUsd: Number(p50), p95MicroUsd: Number(p95), basis: 'history', runs };
    if (estimateMicroUsd === undefined) return { p50MicroUsd: null, p95MicroUsd: null, basis: 'nothing', runs };
    return { p50MicroUsd: estimateMicroUsd, p95MicroUsd: estimateMicroUsd, basis: 'estimate', runs };
  }
}
