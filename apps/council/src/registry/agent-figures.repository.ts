import { Injectable } from '@nestjs/common';
import { EXACT_INTEGER, workspaceOf, type Transaction } from '@raptor/persistence';
import type { Span } from '../operations/span';

/** How one agent has done: its assignments that were made in a span, and what was paid in it. */
export interface AgentFigures {
  readonly code: string;
  readonly runs: number;
  readonly open: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** From being handed out to the answer. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly lastFinishedAt: Date | null;
  readonly reviews: Readonly<Record<'accepted' | 'returned' | 'rejected' | 'unreviewed', number>>;
  /** Answers by how they came about. */
  readonly modes: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly costMicroUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const TOOK_MS = `extract(epoch FROM finished_at - started_at) * 1000`;
const isReviewed = (review: string): string =>
  `count(*) FILTER (WHERE state = 'completed' AND review = '${review}')::int`;

/** $1 workspace, $2 from, $3 to, $4 one code, or null for all. */
const WORK = `
  SELECT agent_code AS code, count(*)::int AS runs, count(*) FILTER (WHERE state IN ('requested', 'running'))::int AS open,
    count(*) FILTER (WHERE state = 'completed')::int AS completed,
    count(*) FILTER (WHERE state IN ('failed', 'dead_lettered'))::int AS failed,
    count(*) FILTER (WHERE state = 'cancelled')::int AS cancelled,
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY ${TOOK_MS}) FILTER (WHERE state = 'completed'))::int AS "p50Ms",
    (percentile_disc(0.95) WITHIN GROUP (ORDER BY ${TOOK_MS}) FILTER (WHERE state = 'completed'))::int AS "p95Ms",
    max(finished_at) AS "lastFinishedAt",
    json_build_object('accepted', ${isReviewed('accepted')}, 'returned', ${isReviewed('returned')},
      'rejected', ${isReviewed('rejected')}, 'unreviewed', ${isReviewed('unreviewed')}) AS reviews
  FROM council.agent_assignments
  WHERE workspace_id = $1 AND created_at >= $2 AND created_at < $3 AND ($4::text IS NULL OR agent_code = $4)
  GROUP BY agent_code`;

const MONEY = `
  SELECT agent_code AS code, count(*)::int AS calls, sum(settled_micro_usd + overrun_micro_usd)::bigint AS cost,
    sum(input_tokens)::bigint AS input, sum(output_tokens)::bigint AS output
  FROM council.cost_ledger
  WHERE workspace_id = $1 AND created_at >= $2 AND created_at < $3 AND ($4::text IS NULL OR agent_code = $4)
  GROUP BY agent_code`;

const MODES = `
  SELECT coalesce(json_object_agg(mode, runs), '{}') AS modes FROM (
    SELECT provenance ->> 'mode' AS mode, count(*)::int AS runs FROM council.agent_assignments
    WHERE workspace_id = $1 AND created_at >= $2 AND created_at < $3 AND agent_code = $4 AND state = 'completed'
    GROUP BY 1) AS answers`;

type WorkRow = Omit<AgentFigures, 'modes' | 'calls' | 'costMicroUsd' | 'inputTokens' | 'outputTokens'>;

interface MoneyRow {
  readonly code: string;
  readonly calls: number;
  readonly cost: string;
  readonly input: string;
  readonly output: string;
}

/** Sums over assignments and ledger. */
@Injectable()
export class AgentFiguresRepository {
  /** Of every agent that has done anything; `modes` are not looked at. */
  async all(tx: Transaction, span: Span): Promise<Map<string, AgentFigures>> {
    const [work, money] = await this.rows(tx, span, null);
    const codes = new Set([...work.keys(), ...money.keys()]);
    return new Map([...codes].map((code) => [code, figuresOf(code, work.get(code), money.get(code), {})]));
  }

  async ofAgent(tx: Transaction, code: string, span: Span): Promise<AgentFigures> {
    const [work, money] = await this.rows(tx, span, code);
    const parameters = [workspaceOf(tx), span.from, span.to, code];
    const [{ modes }] = await tx.query<[{ modes: Record<string, number> }]>(MODES, parameters);
    return figuresOf(code, work.get(code), money.get(code), modes);
  }

  private async rows(
    tx: Transaction,
    { from, to }: Span,
    code: string | null,
  ): Promise<[Map<string, WorkRow>, Map<string, MoneyRow>]> {
    const parameters = [workspaceOf(tx), from, to, code];
    const work = await tx.query<WorkRow[]>(WORK, parameters);
    const money = await tx.query<MoneyRow[]>(MONEY, parameters);
    return [new Map(work.map((row) => [row.code, row])), new Map(money.map((row) => [row.code, row]))];
  }
}

const NO_WORK: Omit<WorkRow, 'code'> = {
  runs: 0,
  open: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  p50Ms: null,
  p95Ms: null,
  lastFinishedAt: null,
  reviews: { accepted: 0, returned: 0, rejected: 0, unreviewed: 0 },
};

const exact = (text: string | undefined): number => EXACT_INTEGER.from(text ?? '0') as number;

const figuresOf = (
  code: string,
  work: WorkRow | undefined,
  money: MoneyRow | undefined,
  modes: AgentFigures['modes'],
): AgentFigures => ({
  ...NO_WORK,
  ...work,
  code,
  modes,
  calls: money?.calls ?? 0,
  costMicroUsd: exact(money?.cost),
  inputTokens: exact(money?.input),
  outputTokens: exact(money?.output),
});
