import { Counter, type Registry } from 'prom-client';

/** One per process. */
export class CacheMetrics {
  readonly asked: Counter<'outcome'>;
  readonly notKept: Counter<'reason'>;

  constructor(registry: Registry) {
    this.asked = new Counter({
      name: 'answer_cache_asked_total',
      help: 'Questions to the answer cache: hit, miss, waited (another made it), unavailable',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.notKept = new Counter({
      name: 'answer_cache_not_kept_total',
      help: 'Answers that were worth keeping and were not kept: too_large, forgotten, unavailable',
      labelNames: ['reason'],
      registers: [registry],
    });
  }
}
