import { Module } from '@nestjs/common';
import { SecretBox, SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';

@Module({
  providers: [
    {
      provide: SecretBox,
      inject: [SERVICE_CONFIG],
      useFactory: ({ secrets }: GatewayConfig) => new SecretBox(secrets.keyRing),
    },
  ],
  exports: [SecretBox],
})
export class SecretsModule {}
