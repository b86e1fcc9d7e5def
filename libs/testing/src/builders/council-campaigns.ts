import { v7 as uuidv7 } from 'uuid';
import { WarBriefEntity } from '../../../../apps/council/src/briefs/war-brief.entity';
import { CampaignCohortEntity } from '../../../../apps/council/src/campaigns/campaign-cohort.entity';
import { CampaignEntity } from '../../../../apps/council/src/campaigns/campaign.entity';
import { CohortEntity } from '../../../../apps/council/src/cohorts/cohort.entity';
import { MoveEntity } from '../../../../apps/council/src/moves/move.entity';
import { CampaignQuestEntity } from '../../../../apps/council/src/planning/campaign-quest.entity';
import { StrategySimulationEntity } from '../../../../apps/council/src/planning/strategy-simulation.entity';
import { MessageArchitectureEntity } from '../../../../apps/council/src/positioning/message-architecture.entity';
import { PositioningEntity } from '../../../../apps/council/src/positioning/positioning.entity';
import { builder } from './builder';
import { aContentHash, anEvidenceId } from './content-hash';

export const aCohort = builder(CohortEntity, () => ({
  name: `Freelancers ${uuidv7()}`,
  summary: 'Work alone and are paid late.',
  painPoints: ['writing reminders'],
  decisionCriteria: [
    { criterion: 'price', weight: 0.6 },
    { criterion: 'effort', weight: 0.4 },
  ],
  journeyDistribution: { unaware: 0.2, problem_aware: 0.5, solution_aware: 0.3 },
}));

/** For `cohortId`; not active. */
export const aPositioning = builder(PositioningEntity, () => ({
  forWhom: 'Freelancers who send ten invoices a month',
  differentiator: 'Reminders write themselves',
  confidence: 0.6,
}));

/** Of `positioningId`. */
export const aMessageArchitecture = builder(MessageArchitectureEntity, () => ({
  primaryClaim: 'Invoices are paid sooner',
  proofPoints: [{ claim: 'Nine days sooner on average', evidenceId: anEvidenceId() }],
}));

/** Being planned. */
export const aCampaign = builder(CampaignEntity, () => ({
  name: `Paid sooner ${uuidv7()}`,
  objectiveType: 'conversion',
  objectiveMetric: 'sign-ups',
  targetValue: 100,
  channels: ['email', 'linkedin'],
  createdBy: `user:${uuidv7()}`,
}));

/** Of `cohortId` in `campaignId`. */
export const aCampaignCohort = builder(CampaignCohortEntity, () => ({ allocationPercentage: 50 }));

/** For `campaignId`; proposed. */
export const aQuest = builder(CampaignQuestEntity, () => ({
  title: 'From unpaid to paid',
  chapters: [{ number: 1, name: 'Notice', moves: ['First mail'], successCriteria: ['100 readers'], xpReward: 100 }],
  confidence: 0.5,
  totalXp: 100,
}));

/** For `campaignId`. */
export const aSimulation = builder(StrategySimulationEntity, () => ({
  seed: 42,
  iterations: 10_000,
  mean: 110,
  ciLow: 90,
  ciHigh: 130,
  allocation: { email: 0.7, linkedin: 0.3 },
}));

/** Of the market. */
export const aWarBrief = builder(WarBriefEntity, () => ({
  briefType: 'market',
  content: { risks: ['Banks remind, too'] },
  researchSources: [anEvidenceId()],
  contentHash: aContentHash(),
}));

/** Of `campaignId`; planned, for no particular time. */
export const aMove = builder(MoveEntity, () => ({ name: 'First mail', kind: 'email', channel: 'email' }));
