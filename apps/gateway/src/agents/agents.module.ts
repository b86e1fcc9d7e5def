import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/fleet.module';
import { AgentRegistry } from './agent-registry.service';
import { AgentsController } from './agents.controller';
import { RunsController } from './runs.controller';
import { Runs } from './runs.service';

@Module({
  imports: [FleetModule],
  controllers: [AgentsController, RunsController],
  providers: [AgentRegistry, Runs],
})
export class AgentsModule {}
