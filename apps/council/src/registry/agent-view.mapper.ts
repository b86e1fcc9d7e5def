import type { AgentMetricsResponse, AgentStatistics, WorkspaceAgentResponse } from '@raptor/contracts';
import { USUAL_DAYS, type Span } from '../operations/span';
import type { AgentFigures } from './agent-figures.repository';
import type { AgentTrustScoreEntity } from './agent-trust-score.entity';
import type { AgentEntity } from './agent.entity';

const statisticsOf = (figures: AgentFigures | undefined): AgentStatistics => ({
  days: USUAL_DAYS,
  runs: figures?.runs ?? 0,
  completed: figures?.completed ?? 0,
  failed: figures?.failed ?? 0,
  cost_micro_usd: figures?.costMicroUsd ?? 0,
  tokens: (figures?.inputTokens ?? 0) + (figures?.outputTokens ?? 0),
  p95_ms: figures?.p95Ms ?? null,
  last_finished_at: figures?.lastFinishedAt?.toISOString() ?? null,
});

/** @param figures of the last {@link USUAL_DAYS} days. */
export const workspaceAgentResponse = (
  row: AgentEntity,
  figures: AgentFigures | undefined,
): WorkspaceAgentResponse => ({
  code: row.code,
  is_active: row.isActive,
  cadence: row.cadence,
  settings: row.settings,
  next_run_at: row.nextRunAt?.toISOString() ?? null,
  statistics: statisticsOf(figures),
  version: row.version,
  updated_at: row.updatedAt.toISOString(),
});

export function metricsResponse(
  figures: AgentFigures,
  { from, to }: Span,
  trust: AgentTrustScoreEntity | null,
): AgentMetricsResponse {
  const ended = figures.completed + figures.failed;
  return {
    code: figures.code,
    from: from.toISOString(),
    to: to.toISOString(),
    runs: figures.runs,
    open: figures.open,
    completed: figures.completed,
    failed: figures.failed,
    cancelled: figures.cancelled,
    success_rate: ended > 0 ? figures.completed / ended : null,
    p50_ms: figures.p50Ms,
    p95_ms: figures.p95Ms,
    modes: { ...figures.modes },
    calls: figures.calls,
    cost_micro_usd: figures.costMicroUsd,
    input_tokens: figures.inputTokens,
    output_tokens: figures.outputTokens,
    reviews: { ...figures.reviews },
    trust: trust && {
      trust: trust.trust,
      accuracy: trust.accuracy,
      timeliness: trust.timeliness,
      approvals: trust.approvals,
      rejections: trust.rejections,
      brier: trust.brier,
    },
  };
}
