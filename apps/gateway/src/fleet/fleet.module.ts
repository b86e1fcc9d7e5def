import { Module } from '@nestjs/common';
import { FleetRegistry } from './fleet-registry';
import { FleetConsumer } from './fleet.consumer';
import { FleetController } from './fleet.controller';

@Module({ controllers: [FleetController, FleetConsumer], providers: [FleetRegistry] })
export class FleetModule {}
