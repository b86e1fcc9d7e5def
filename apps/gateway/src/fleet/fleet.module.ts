import { Module } from '@nestjs/common';
import { FleetRegistry } from './fleet-registry';
import { FleetConsumer } from './fleet.consumer';
import { FleetController } from './fleet.controller';
import { Services } from './services';

@Module({
  controllers: [FleetController, FleetConsumer],
  providers: [FleetRegistry, Services],
  exports: [FleetRegistry, Services],
})
export class FleetModule {}
