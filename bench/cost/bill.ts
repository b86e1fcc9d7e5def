import type { PaidTier } from '@raptor/agent-kit';
import type { MeteredCall } from '../../tools/model-stand-in';
import type { Played } from '../agents/replay';
import { TIERS, type Prices, type Priced } from './prices';

/** A line of the bill: what an agent or a tier has used, in tokens and micro-USD. */
export interface BillLine extends Priced {
  readonly name: string;
  readonly runs: number;
  readonly fromCache: number;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Had nothing come from the cache: each hit bought anew, at what its answer had cost. */
  readonly withoutCacheMicroUsd: number;
  /** Had each answer taken as many tokens of thinking as it has. */
  readonly withThinkingMicroUsd: number;
}

export type Billed = Pick<Played, 'key' | 'mode' | 'calls'> & {
  readonly ask: Pick<Played['ask'], 'agentCode'>;
};

const NOTHING: Omit<BillLine, 'name'> = {
  ...{ runs: 0, fromCache: 0, calls: 0, inputTokens: 0, outputTokens: 0 },
  ...{ listMicroUsd: 0, plannedMicroUsd: 0, withoutCacheMicroUsd: 0, withThinkingMicroUsd: 0 },
};

export function billByAgent(played: readonly Billed[], prices: Prices): BillLine[] {
  const agents = [...new Set(played.map(({ ask }) => ask.agentCode))].sort();
  return agents.map((agent) =>
    billOf(
      agent,
      played.filter(({ ask }) => ask.agentCode === agent),
      prices,
    ),
  );
}

/** A run that asked no model is on no tier's line. */
export function billByTier(played: readonly Billed[], prices: Prices): BillLine[] {
  return TIERS.map((tier: PaidTier) => billOf(tier, played, prices, (call) => prices.tierOf(call) === tier));
}

/** In the order in which they were asked. */
export function billOf(
  name: string,
  played: readonly Billed[],
  prices: Prices,
  isCounted: (call: MeteredCall) => boolean = () => true,
): BillLine {
  const bought = new Map<string, readonly MeteredCall[]>();
  let line: BillLine = { name, ...NOTHING };
  for (const { key, mode, calls: all } of played) {
    const calls = all.filter(isCounted);
    const isHit = mode === 'cache';
    if (!isHit) bought.set(key, calls);
    const saved = isHit ? (bought.get(key) ?? []) : [];
    if (calls.length + saved.length === 0 && all.length > 0) continue;
    line = {
      ...line,
      runs: line.runs + 1,
      fromCache: line.fromCache + (isHit ? 1 : 0),
      calls: line.calls + calls.length,
      inputTokens: line.inputTokens + sumOf(calls, ({ inputTokens }) => inputTokens),
      outputTokens: line.outputTokens + sumOf(calls, ({ outputTokens }) => outputTokens),
      listMicroUsd: line.listMicroUsd + sumOf(calls, (call) => prices.of(call).listMicroUsd),
      plannedMicroUsd: line.plannedMicroUsd + sumOf(calls, (call) => prices.of(call).plannedMicroUsd),
      withoutCacheMicroUsd:
        line.withoutCacheMicroUsd + sumOf([...calls, ...saved], (call) => prices.of(call).listMicroUsd),
      withThinkingMicroUsd:
        line.withThinkingMicroUsd + sumOf(calls, (call) => prices.of(thinkingAsMuch(call)).listMicroUsd),
    };
  }
  return line;
}

const thinkingAsMuch = (call: MeteredCall): MeteredCall => ({ ...call, outputTokens: call.outputTokens * 2 });

const sumOf = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((sum, one) => sum + of(one), 0);
