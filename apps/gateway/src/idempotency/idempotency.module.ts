import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module';
import { IdempotencyKeysRepository } from './idempotency-keys.repository';
import { IdempotentAnswers } from './idempotent-answers';

@Module({
  imports: [SecretsModule],
  providers: [IdempotencyKeysRepository, IdempotentAnswers],
  exports: [IdempotencyKeysRepository, IdempotentAnswers],
})
export class IdempotencyModule {}
