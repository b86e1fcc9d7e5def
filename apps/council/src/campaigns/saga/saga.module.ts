import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../../approvals/approvals.module';
import { BriefsModule } from '../../briefs/briefs.module';
import { BudgetModule } from '../../budget/budget.module';
import { DecisionsModule } from '../../decisions/decisions.module';
import { EmergencyModule } from '../../emergency/emergency.module';
import { MovesModule } from '../../moves/moves.module';
import { NotificationsModule } from '../../notifications/notifications.module';
import { PlanningModule } from '../../planning/planning.module';
import { RegistryModule } from '../../registry/registry.module';
import { CampaignsModule } from '../campaigns.module';
import { CampaignLifeConsumer } from './campaign-life.consumer';
import { CampaignLife } from './campaign-life.service';
import { CampaignSaga } from './campaign-saga.service';
import { DeedsService } from './deeds.service';
import { MoveExecutionConsumer } from './move-execution.consumer';
import { MoveExecution } from './move-execution.service';
import { MoveSchedule } from './move-schedule.service';
import { SagaViewRepository } from './saga-view.repository';
import { SagaConsumer } from './saga.consumer';
import { SurroundingsService } from './surroundings.service';

/** What runs a campaign from a site to what has been learnt. */
@Module({
  imports: [
    ApprovalsModule,
    BriefsModule,
    BudgetModule,
    CampaignsModule,
    DecisionsModule,
    EmergencyModule,
    MovesModule,
    NotificationsModule,
    PlanningModule,
    RegistryModule,
  ],
  controllers: [SagaConsumer, CampaignLifeConsumer, MoveExecutionConsumer],
  providers: [
    CampaignSaga,
    CampaignLife,
    DeedsService,
    MoveExecution,
    MoveSchedule,
    SagaViewRepository,
    SurroundingsService,
  ],
})
export class SagaModule {}
