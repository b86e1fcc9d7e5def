import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { GatewayConfig } from '../gateway.config';

/**
 * Counts sign-ins per account and per network address over all replicas. While the cache Redis is away each replica
 * counts for itself: guessing stays slow, signing in stays possible.
 */
@Injectable()
export class LoginLimiter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly redis: Redis;
  private readonly perAccount: RateLimiterRedis;
  private readonly perAddress: RateLimiterRedis;

  constructor(@Inject(SERVICE_CONFIG) { redis, login }: GatewayConfig) {
    this.redis = new Redis(redis.cacheUrl, {
      protocol: 2,
      connectionName: 'gateway:login-limits',
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: 1_000,
      commandTimeout: 300,
      maxRetriesPerRequest: 0,
    });
    this.redis.on('error', () => undefined);
    const limiter = (name: string, points: number): RateLimiterRedis =>
      new RateLimiterRedis({
        storeClient: this.redis,
        keyPrefix: `${redis.keyPrefix}:login:${name}`,
        points,
        duration: login.windowMs / 1_000,
        insuranceLimiter: new RateLimiterMemory({ points, duration: login.windowMs / 1_000 }),
      });
    this.perAccount = limiter('account', login.attemptsPerAccount);
    this.perAddress = limiter('address', login.attemptsPerAddress);
  }

  /** Counts together with the other replicas from the first sign-in on; a Redis that is away is waited for in the background. */
  async onApplicationBootstrap(): Promise<void> {
    await this.redis.connect().catch(() => undefined);
  }

  /** @throws AppError RATE_LIMITED with the seconds to wait. */
  async countAttempt(email: string, address: string): Promise<void> {
    try {
      await this.perAddress.consume(address);
      await this.perAccount.consume(accountKey(email));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new AppError('RATE_LIMITED', `Too many sign-ins, try again in ${seconds} s`, {
        retryAfterSeconds: seconds,
      });
    }
  }

  /** Takes the count of an attempt back: it failed for a reason that was ours, and nothing was guessed. */
  async forgetAttempt(email: string, address: string): Promise<void> {
    await Promise.allSettled([this.perAccount.reward(accountKey(email)), this.perAddress.reward(address)]);
  }

  /** A person who got in has proved to be no guesser. */
  async forgetAccount(email: string): Promise<void> {
    await this.perAccount.delete(accountKey(email)).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

/** Addresses are personal data: Redis holds a hash. */
const accountKey = (email: string): string => createHash('sha256').update(email).digest('base64url');
