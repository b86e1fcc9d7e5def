import type { QuestResponse, SimulationResponse } from '@raptor/contracts';
import type { CampaignQuestEntity } from './campaign-quest.entity';
import type { StrategySimulationEntity } from './strategy-simulation.entity';

export const simulationResponse = (row: StrategySimulationEntity): SimulationResponse => ({
  id: row.id,
  campaign_id: row.campaignId,
  seed: row.seed,
  iterations: row.iterations,
  scenarios: row.scenarios.map(({ name, probability, mean, ciLow, ciHigh }) => ({
    ...{ name, probability, mean },
    ci_low: ciLow,
    ci_high: ciHigh,
  })),
  mean: row.mean,
  ci_low: row.ciLow,
  ci_high: row.ciHigh,
  allocation: row.allocation,
  recommended_strategy: row.recommendedStrategy,
  created_at: row.createdAt.toISOString(),
});

export const questResponse = (row: CampaignQuestEntity): QuestResponse => ({
  id: row.id,
  campaign_id: row.campaignId,
  title: row.title,
  chapters: row.chapters.map(({ number, name, moves, successCriteria, xpReward }) => ({
    ...{ number, name },
    moves: [...moves],
    success_criteria: [...successCriteria],
    xp_reward: xpReward,
  })),
  estimated_conversion_rate: row.estimatedConversionRate,
  estimated_roi: row.estimatedRoi,
  confidence: row.confidence,
  risks: row.risks.map(({ risk, likelihood, answer }) => ({ risk, likelihood, answer })),
  total_xp: row.totalXp,
  status: row.status,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
