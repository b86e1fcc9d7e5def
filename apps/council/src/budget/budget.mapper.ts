import { isAgentCode, type ReserveBudget, type SettleSpend } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { AskedFor } from './decide-reservation';
import type { UnreservedEntry, Usage } from './reservation';

/** @throws AppError AGENT_UNKNOWN */
export function askedForIn({ agentCode, tier, reservedMicroUsd, reservedTokens }: ReserveBudget): AskedFor {
  if (!isAgentCode(agentCode)) throw new AppError('AGENT_UNKNOWN', `No agent is called ${agentCode}`);
  return { agentCode, tier, reservedMicroUsd, reservedTokens };
}

export const usageOf = ({ reportedMicroUsd, countedMicroUsd, tokens, wasMade }: SettleSpend): Usage =>
  wasMade
    ? {
        reportedMicroUsd: reportedMicroUsd ?? null,
        countedMicroUsd: countedMicroUsd ?? null,
        tokens: tokens ?? null,
      }
    : { reportedMicroUsd: 0, countedMicroUsd: null, tokens: null };

export const entryOf = (spend: SettleSpend, budgetId: string): UnreservedEntry => ({
  attemptId: spend.attemptId,
  agentCode: spend.agentCode,
  kind: spend.kind,
  provider: spend.provider,
  model: spend.model ?? (spend.kind === 'model' ? 'unknown' : null),
  assignmentId: spend.assignmentId ?? null,
  campaignId: spend.campaignId ?? null,
  userId: spend.userId ?? null,
  budgetId,
  state: spend.wasMade ? 'settled' : 'released',
});
