import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { Changes } from './changes';
import { EtagInterceptor } from './etag.interceptor';
import { NeededBodyInterceptor } from './needed-body.interceptor';
import { Owners } from './owners';

/** What operations are made of, for the modules of all groups. */
@Global()
@Module({
  imports: [IdempotencyModule],
  providers: [
    Changes,
    Owners,
    { provide: APP_INTERCEPTOR, useClass: NeededBodyInterceptor },
    // In this order: an answer that is given again has its ETag, too.
    { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [Changes, Owners],
})
export class ApiModule {}
