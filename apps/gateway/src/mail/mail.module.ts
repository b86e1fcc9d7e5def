import { Module } from '@nestjs/common';
import { SERVICE_CONFIG } from '@raptor/platform';
import { buildMailer } from './build-mailer';
import { Mailer } from './mailer';

@Module({
  providers: [{ provide: Mailer, inject: [SERVICE_CONFIG], useFactory: buildMailer }],
  exports: [Mailer],
})
export class MailModule {}
