import { Module } from '@nestjs/common';
import { PersistenceModule } from '@raptor/persistence';
import { AccessModule } from './access/access.module';
import { gatewayDatabase } from './database';
import { FleetModule } from './fleet/fleet.module';
import { IdentityModule } from './identity/identity.module';

@Module({ imports: [PersistenceModule.forService(gatewayDatabase), AccessModule, IdentityModule, FleetModule] })
export class GatewayModule {}
