import { everyAgentRow } from './agent-kit';
import {
  aCampaign,
  aCampaignCohort,
  aCohort,
  aMessageArchitecture,
  aMove,
  aPositioning,
  aQuest,
  aSimulation,
  aWarBrief,
} from './council-campaigns';
import { aBudget, aLedgerEntry } from './council-money';
import { aNotification, aUserAchievement, anAchievement, someUserStats } from './council-people';
import { aDecision, aTrustScore, anAgent, anApproval, anAssignment, anEmergencyAction } from './council-work';

/** One row of every table of the council, in an order in which they can be written: one campaign and all that belongs to it. */
export function everyCouncilRow(workspaceId: string): object[] {
  const cohort = aCohort({ workspaceId });
  const positioning = aPositioning({ workspaceId, cohortId: cohort.id, isActive: true });
  const campaign = aCampaign({ workspaceId, positioningId: positioning.id });
  const ofCampaign = { workspaceId, campaignId: campaign.id };
  const quest = aQuest({ ...ofCampaign, status: 'active' });
  const assignment = anAssignment({ workspaceId, subjectId: campaign.id });
  const achievement = anAchievement({ workspaceId });
  const budget = aBudget({ workspaceId, spentMicroUsd: 1_000, tokensSpent: 300 });
  return [
    cohort,
    positioning,
    aMessageArchitecture({ workspaceId, positioningId: positioning.id }),
    campaign,
    aCampaignCohort({ ...ofCampaign, cohortId: cohort.id }),
    quest,
    aSimulation(ofCampaign),
    aWarBrief({ ...ofCampaign, briefType: 'campaign' }),
    aMove({ ...ofCampaign, questId: quest.id, chapter: 1 }),
    anAgent({ workspaceId }),
    assignment,
    aTrustScore({ workspaceId }),
    aDecision({ ...ofCampaign, subjectId: assignment.id }),
    anApproval({ workspaceId }),
    anEmergencyAction({ workspaceId }),
    budget,
    aLedgerEntry({ ...ofCampaign, budgetId: budget.id, assignmentId: assignment.id }),
    achievement,
    aUserAchievement({ workspaceId, achievementId: achievement.id }),
    someUserStats({ workspaceId }),
    aNotification({ workspaceId }),
    ...everyAgentRow('council', workspaceId),
  ];
}
