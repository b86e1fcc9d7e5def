import { v7 as uuidv7 } from 'uuid';
import { CostLedgerEntryEntity } from '../../../../apps/council/src/budget/cost-ledger-entry.entity';
import { WorkspaceBudgetEntity } from '../../../../apps/council/src/budget/workspace-budget.entity';
import { builder } from './builder';

/** Ten dollars and a million tokens for March 2026, of which nothing is spent. */
export const aBudget = builder(WorkspaceBudgetEntity, () => ({
  period: '2026-03',
  limitMicroUsd: 10_000_000,
  limitTokens: 1_000_000,
}));

/** From `budgetId`; settled, a tenth of a cent. The budget's own figures have to be said with it. */
export const aLedgerEntry = builder(CostLedgerEntryEntity, () => ({
  attemptId: uuidv7(),
  agentCode: 'MUSE-001',
  kind: 'model',
  provider: 'anthropic',
  model: 'claude-sonnet',
  inputTokens: 200,
  outputTokens: 100,
  reservedMicroUsd: 1_500,
  settledMicroUsd: 1_000,
  reservedTokens: 500,
  settledTokens: 300,
  state: 'settled',
  expiresAt: new Date(),
  settledAt: new Date(),
}));
