import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG } from '@raptor/platform';
import type { Bucket } from '../api/operation';
import type { GatewayConfig } from '../gateway.config';
import { CacheRedis } from './cache-redis';
import { addressKey } from './client-address';
import { SharedCounter, type Count } from './shared-counter';

/** Who is counted: a person in all their workspaces, a key, or where there is neither the network address. */
export type Counted =
  | { readonly type: 'user'; readonly id: string }
  | { readonly type: 'api_key'; readonly id: string }
  | { readonly type: 'address'; readonly address: string };

/** How often somebody may ask. */
@Injectable()
export class RateLimits {
  private readonly perUser: SharedCounter;
  private readonly perKey: SharedCounter;
  private readonly perAddress: SharedCounter;
  private readonly signIns: SharedCounter;

  constructor(@Inject(SERVICE_CONFIG) { limits, login }: GatewayConfig, redis: CacheRedis) {
    this.perUser = new SharedCounter(redis, 'user', limits.perUser, limits.windowMs);
    this.perKey = new SharedCounter(redis, 'key', limits.perKey, limits.windowMs);
    this.perAddress = new SharedCounter(redis, 'address', limits.perAddress, limits.windowMs);
    this.signIns = new SharedCounter(redis, 'sign-in', login.attemptsPerAddress, login.windowMs);
  }

  /** @returns nothing for what is not counted. */
  async count(bucket: Bucket, who: Counted): Promise<Count | undefined> {
    if (bucket === 'none') return undefined;
    if (who.type === 'user') return this.perUser.count(who.id);
    if (who.type === 'api_key') return this.perKey.count(who.id);
    const key = addressKey(who.address);
    return bucket === 'sign-in' ? this.signIns.count(key) : this.perAddress.count(key);
  }
}
