import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { EmergencyModule } from '../emergency/emergency.module';
import { AgentFiguresRepository } from './agent-figures.repository';
import { AgentSettings } from './agent-settings.service';
import { AgentsConsumer } from './agents.consumer';
import { RegistryModule } from './registry.module';
import { WorkOrders } from './work-orders.service';

/** What people do with agents: it knows of campaigns, which know of the registry. */
@Module({
  imports: [RegistryModule, CampaignsModule, EmergencyModule],
  controllers: [AgentsConsumer],
  providers: [AgentFiguresRepository, AgentSettings, WorkOrders],
})
export class AgentOperationsModule {}
