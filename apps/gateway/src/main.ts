import { bootstrapService } from '@raptor/platform';
import { gatewayApplication } from './gateway.application';
import { gatewayConfig } from './gateway.config';
import { GatewayModule } from './gateway.module';

void bootstrapService(GatewayModule, gatewayConfig, gatewayApplication);
