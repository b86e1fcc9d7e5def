import { AGENT_ENTITIES, AGENT_TABLES, WORKSPACE_LIFE_TABLES } from '@raptor/agent-kit';
import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { ApprovalEntity } from './approvals/approval.entity';
import { WarBriefEntity } from './briefs/war-brief.entity';
import { CostLedgerEntryEntity } from './budget/cost-ledger-entry.entity';
import { WorkspaceBudgetEntity } from './budget/workspace-budget.entity';
import { CampaignCohortEntity } from './campaigns/campaign-cohort.entity';
import { CampaignEntity } from './campaigns/campaign.entity';
import { CohortEntity } from './cohorts/cohort.entity';
import { CouncilDecisionEntity } from './decisions/council-decision.entity';
import { EmergencyActionEntity } from './emergency/emergency-action.entity';
import { AchievementEntity } from './game/achievement.entity';
import { UserAchievementEntity } from './game/user-achievement.entity';
import { UserStatsEntity } from './game/user-stats.entity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreateCohorts1795431000000 } from './migrations/1795431000000-create-cohorts';
import { CreatePositioning1795431060000 } from './migrations/1795431060000-create-positioning';
import { CreateCampaigns1795431120000 } from './migrations/1795431120000-create-campaigns';
import { CreatePlans1795431180000 } from './migrations/1795431180000-create-plans';
import { CreateWarBriefs1795431240000 } from './migrations/1795431240000-create-war-briefs';
import { CreateMoves1795431300000 } from './migrations/1795431300000-create-moves';
import { CreateAgents1795431360000 } from './migrations/1795431360000-create-agents';
import { CreateCouncilDecisions1795431420000 } from './migrations/1795431420000-create-council-decisions';
import { CreateApprovals1795431480000 } from './migrations/1795431480000-create-approvals';
import { CreateEmergencyActions1795431540000 } from './migrations/1795431540000-create-emergency-actions';
import { CreateBudgets1795431600000 } from './migrations/1795431600000-create-budgets';
import { CreateGame1795431660000 } from './migrations/1795431660000-create-game';
import { CreateNotifications1795431720000 } from './migrations/1795431720000-create-notifications';
import { CreateWorkspaceLives1795435600000 } from './migrations/1795435600000-create-workspace-lives';
import { CreateAgentTables1795436000000 } from './migrations/1795436000000-create-agent-tables';
import { AddClockToBudgets1795437000000 } from './migrations/1795437000000-add-clock-to-budgets';
import { ReleaseLedgerEntries1795437060000 } from './migrations/1795437060000-release-ledger-entries';
import { ValidateLedgerStates1795437120000 } from './migrations/1795437120000-validate-ledger-states';
import { IndexLedgerByAgent1795437180000 } from './migrations/1795437180000-index-ledger-by-agent';
import { NotifyWholeWorkspaces1795438000000 } from './migrations/1795438000000-notify-whole-workspaces';
import { VersionBudgets1795438060000 } from './migrations/1795438060000-version-budgets';
import { ReadNotificationsOneByOne1795441000000 } from './migrations/1795441000000-read-notifications-one-by-one';
import { AssignWorkOnAssets1795445000000 } from './migrations/1795445000000-assign-work-on-assets';
import { PlanCampaignsFromASite1795445060000 } from './migrations/1795445060000-plan-campaigns-from-a-site';
import { MoveEntity } from './moves/move.entity';
import { NotificationEntity } from './notifications/notification.entity';
import { CampaignQuestEntity } from './planning/campaign-quest.entity';
import { StrategySimulationEntity } from './planning/strategy-simulation.entity';
import { MessageArchitectureEntity } from './positioning/message-architecture.entity';
import { PositioningEntity } from './positioning/positioning.entity';
import { AgentAssignmentEntity } from './registry/agent-assignment.entity';
import { AgentTrustScoreEntity } from './registry/agent-trust-score.entity';
import { AgentEntity } from './registry/agent.entity';

export const councilDatabase: ServiceDatabase = {
  service: 'council',
  tables: {
    cohorts: 'tenant',
    positioning: 'tenant',
    message_architecture: 'tenant',
    campaigns: 'tenant',
    campaign_cohorts: 'tenant',
    campaign_quests: 'tenant',
    strategy_simulations: 'tenant',
    war_briefs: 'tenant',
    moves: 'tenant',
    agents: 'tenant',
    agent_assignments: 'tenant',
    agent_trust_scores: 'tenant',
    council_decisions: 'tenant',
    approvals: 'tenant',
    emergency_actions: 'tenant',
    workspace_budgets: 'tenant',
    cost_ledger: 'tenant',
    achievements: 'tenant',
    user_achievements: 'tenant',
    user_stats: 'tenant',
    notifications: 'tenant',
    ...AGENT_TABLES,
    ...BUS_TABLES,
    ...WORKSPACE_LIFE_TABLES,
  },
  entities: [
    CohortEntity,
    PositioningEntity,
    MessageArchitectureEntity,
    CampaignEntity,
    CampaignCohortEntity,
    CampaignQuestEntity,
    StrategySimulationEntity,
    WarBriefEntity,
    MoveEntity,
    AgentEntity,
    AgentAssignmentEntity,
    AgentTrustScoreEntity,
    CouncilDecisionEntity,
    ApprovalEntity,
    EmergencyActionEntity,
    WorkspaceBudgetEntity,
    CostLedgerEntryEntity,
    AchievementEntity,
    UserAchievementEntity,
    UserStatsEntity,
    NotificationEntity,
    ...AGENT_ENTITIES,
  ],
  migrations: [
    CreateBusTables1795420000000,
    CreateCohorts1795431000000,
    CreatePositioning1795431060000,
    CreateCampaigns1795431120000,
    CreatePlans1795431180000,
    CreateWarBriefs1795431240000,
    CreateMoves1795431300000,
    CreateAgents1795431360000,
    CreateCouncilDecisions1795431420000,
    CreateApprovals1795431480000,
    CreateEmergencyActions1795431540000,
    CreateBudgets1795431600000,
    CreateGame1795431660000,
    CreateNotifications1795431720000,
    CreateWorkspaceLives1795435600000,
    CreateAgentTables1795436000000,
    AddClockToBudgets1795437000000,
    ReleaseLedgerEntries1795437060000,
    ValidateLedgerStates1795437120000,
    IndexLedgerByAgent1795437180000,
    NotifyWholeWorkspaces1795438000000,
    VersionBudgets1795438060000,
    ReadNotificationsOneByOne1795441000000,
    AssignWorkOnAssets1795445000000,
    PlanCampaignsFromASite1795445060000,
  ],
};
