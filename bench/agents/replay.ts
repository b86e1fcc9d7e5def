import { setTimeout as delay } from 'node:timers/promises';
import type { AgentDescription } from '@raptor/agent-kit';
import type { AnswerMode } from '@raptor/contracts';
import { describedAgents } from '../../tools/agents/all-agents';
import type { MeteredCall } from '../../tools/model-stand-in';
import type { FleetOfAgents } from './fleet-of-agents';
import { DAY_MS, asksOf, keyOf, type Ask, type Span } from './week';
import { withWillingModel } from './willing-model';

/** One question and what became of it. */
export interface Played {
  readonly ask: Ask;
  readonly key: string;
  readonly mode: AnswerMode | 'failed';
  readonly degradedBy: string | undefined;
  /** The answer was made, and such that it is kept: by the model of the tier, with nothing lacking. */
  readonly wasKept: boolean;
  /** Its answer may be kept. */
  readonly isCacheable: boolean;
  /** What was bought for it, by the stand-in's own count. */
  readonly calls: readonly MeteredCall[];
}

export interface Replayed {
  readonly played: readonly Played[];
  /** A day of the replay, in milliseconds. */
  readonly dayMs: number;
  /** How far the replay fell behind at most, in days of the replay. */
  readonly behindDays: number;
}

/**
 * Asks everything of a span at its moment, time going faster: `seconds` for all of it, and every answer is kept shorter by the same factor. Redis itself decides
 * what has expired. One question after the other; what comes late is asked late.
 */
export async function replay(
  fleet: FleetOfAgents,
  span: Span,
  seconds: number,
  tell: (text: string) => void,
): Promise<Replayed> {
  const dayMs = (seconds * 1_000) / span.days;
  const scale = dayMs / DAY_MS;
  const agents = new Map<string, AgentDescription>(
    describedAgents().map((agent) => [agent.code, withWillingModel(agent, fleet.model, scale)]),
  );
  const asks = asksOf({ ...span, homeOf: fleet.sites.homeOf });
  const played: Played[] = [];
  let behindMs = 0;
  const began = performance.now();
  for (const [at, ask] of asks.entries()) {
    const agent = agents.get(ask.agentCode);
    if (!agent) throw new Error(`${ask.agentCode} has no description`);
    const early = ask.atMs * scale - (performance.now() - began);
    if (early > 0) await delay(early);
    else behindMs = Math.max(behindMs, -early);
    const before = fleet.model.meteredCalls().length;
    const { outcome } = await fleet.run(agent, ask.input);
    const provenance = outcome.outcome === 'completed' ? outcome.result.provenance : undefined;
    played.push({
      ask,
      key: keyOf(ask),
      mode: provenance?.mode ?? 'failed',
      degradedBy: outcome.outcome === 'failed' ? outcome.failure.code : provenance?.degradedBy,
      wasKept:
        agent.cache !== undefined &&
        provenance?.mode === (agent.tier === 'none' ? 'floor' : 'model') &&
        provenance.lacking.length === 0 &&
        !provenance.contextUnavailable,
      isCacheable: agent.cache !== undefined,
      calls: fleet.model.meteredCalls().slice(before),
    });
    if ((at + 1) % 200 === 0) tell(`${at + 1} of ${asks.length} questions`);
  }
  return { played, dayMs, behindDays: behindMs / dayMs };
}
