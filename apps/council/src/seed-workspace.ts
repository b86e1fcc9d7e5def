import type { Seed } from '@raptor/agent-kit';
import { PLAN_LIMITS, ROSTER } from '@raptor/contracts';
import { BudgetsRepository } from './budget/budgets.repository';
import { ACHIEVEMENTS } from './game/achievements';
import { AchievementsRepository } from './game/achievements.repository';
import { AgentsRepository } from './registry/agents.repository';

const agents = new AgentsRepository();
const achievements = new AchievementsRepository();
const budgets = new BudgetsRepository();

/** A new workspace has all the agents, what can be achieved, and this month's money. */
export const seedWorkspace: Seed = async (tx, { plan, timezone, ownerId }) => {
  await agents.seed(tx, Object.keys(ROSTER));
  await achievements.seed(tx, ACHIEVEMENTS);
  const { microUsdPerMonth, tokensPerMonth } = PLAN_LIMITS[plan];
  await budgets.begin(tx, { limitMicroUsd: microUsdPerMonth, limitTokens: tokensPerMonth, timezone, ownerId });
};
