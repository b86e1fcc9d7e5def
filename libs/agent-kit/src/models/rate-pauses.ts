import type { Redis } from 'ioredis';
import type { ModelRow } from './catalogue';
import { LENGTHEN_PAUSE } from './lengthen-pause.lua';

type Paused = Pick<ModelRow, 'provider' | 'id'>;

/** How long Redis may take: a pause that is not known of costs one call that is turned away. */
const REDIS_PATIENCE_MS = 250;

export interface RatePausesOptions {
  /** Where replicas share pauses; without it, and while it is away, each replica knows its own only. */
  readonly redis?: Pick<Redis, 'pttl' | 'eval'>;
  readonly keyPrefix: string;
}

/** How long a vendor asked us not to call a model. All replicas keep to what one of them was told. */
export class RatePauses {
  private readonly own = new Map<string, number>();

  constructor(private readonly options: RatePausesOptions) {}

  /** Milliseconds that a model is still to be left alone; 0 where it may be called. */
  async leftMs(model: Paused): Promise<number> {
    const own = (this.own.get(model.id) ?? 0) - Date.now();
    const shared = await this.ask((redis) => redis.pttl(this.keyOf(model)));
    return Math.max(0, own, Number(shared ?? 0));
  }

  /** A pause is only ever made longer. */
  async pause(model: Paused, ms: number): Promise<void> {
    const wholeMs = Math.ceil(ms);
    if (wholeMs <= 0) return;
    this.own.set(model.id, Math.max(this.own.get(model.id) ?? 0, Date.now() + wholeMs));
    await this.ask((redis) => redis.eval(LENGTHEN_PAUSE, 1, this.keyOf(model), wholeMs));
  }

  private keyOf({ provider, id }: Paused): string {
    return `${this.options.keyPrefix}:models:pause:${provider}:${id}`;
  }

  /** Undefined for a Redis that is away or slow. */
  private async ask<T>(question: (redis: Pick<Redis, 'pttl' | 'eval'>) => Promise<T>): Promise<T | undefined> {
    const { redis } = this.options;
    if (!redis) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), REDIS_PATIENCE_MS);
    });
    const asked = question(redis).catch(() => undefined);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}
