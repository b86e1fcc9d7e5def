import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { ApprovalsModule } from './approvals/approvals.module';
import { BriefsModule } from './briefs/briefs.module';
import { BudgetModule } from './budget/budget.module';
import { CampaignsModule } from './campaigns/campaigns.module';
import { SagaModule } from './campaigns/saga/saga.module';
import { CohortsModule } from './cohorts/cohorts.module';
import { councilDatabase } from './database';
import { DecisionsModule } from './decisions/decisions.module';
import { EmergencyModule } from './emergency/emergency.module';
import { GameModule } from './game/game.module';
import { lords } from './lords';
import { MovesModule } from './moves/moves.module';
import { NotificationsModule } from './notifications/notifications.module';
import { PlanningModule } from './planning/planning.module';
import { PositioningModule } from './positioning/positioning.module';
import { AgentOperationsModule } from './registry/agent-operations.module';
import { RegistryModule } from './registry/registry.module';
import { rowReaders } from './row-readers';
import { seedWorkspace } from './seed-workspace';

@Module({
  imports: [
    PersistenceModule.forService(councilDatabase),
    GuildModule.forRoot({ guild: 'council', agents: lords, seed: seedWorkspace, rows: rowReaders }),
    CampaignsModule,
    SagaModule,
    CohortsModule,
    PositioningModule,
    PlanningModule,
    BriefsModule,
    MovesModule,
    RegistryModule,
    AgentOperationsModule,
    DecisionsModule,
    ApprovalsModule,
    EmergencyModule,
    BudgetModule,
    GameModule,
    NotificationsModule,
  ],
})
export class CouncilModule {}
