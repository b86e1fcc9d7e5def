import { Module } from '@nestjs/common';
import { LOGGER, SERVICE_CONFIG } from '@raptor/platform';
import { buildMailer } from './build-mailer';
import { Mailer } from './mailer';

@Module({
  providers: [{ provide: Mailer, inject: [SERVICE_CONFIG, LOGGER], useFactory: buildMailer }],
  exports: [Mailer],
})
export class MailModule {}
