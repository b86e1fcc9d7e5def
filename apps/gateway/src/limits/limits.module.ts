import { Module } from '@nestjs/common';
import { AccountLimits } from './account-limits';
import { CacheRedis } from './cache-redis';
import { RateLimits } from './rate-limits';

@Module({ providers: [CacheRedis, RateLimits, AccountLimits], exports: [CacheRedis, RateLimits, AccountLimits] })
export class LimitsModule {}
