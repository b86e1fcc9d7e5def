import type { Logger } from '@raptor/platform';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { PaidAttempt } from './model';

const SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 120];

/** What is counted and logged of paid calls. Neither prompts nor answers, and no workspace in a label. */
export class ModelObserver {
  private readonly attempts: Counter<'provider' | 'model' | 'outcome'>;
  private readonly tokens: Counter<'model' | 'kind'>;
  private readonly cost: Counter<'model'>;
  private readonly seconds: Histogram<'model'>;
  private readonly breakers: Gauge<'model'>;
  private readonly overruns: Counter<'model'>;
  private readonly unsettled: Counter;

  constructor(
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
    registry: Registry,
  ) {
    const registers = [registry];
    this.attempts = new Counter({
      name: 'model_attempts_total',
      help: 'Calls of models that were paid for, by how they ended',
      labelNames: ['provider', 'model', 'outcome'],
      registers,
    });
    this.tokens = new Counter({
      name: 'model_tokens_total',
      help: 'Tokens as vendors report them: input, cached, cache_write, output, thinking',
      labelNames: ['model', 'kind'],
      registers,
    });
    this.cost = new Counter({
      name: 'model_cost_micro_usd_total',
      help: 'What calls of models were settled at, in micro-USD',
      labelNames: ['model'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'model_call_seconds',
      help: 'Time from sending a call to its outcome',
      labelNames: ['model'],
      buckets: SECONDS,
      registers,
    });
    this.breakers = new Gauge({
      name: 'model_breaker_open',
      help: '1 while a model is left alone',
      labelNames: ['model'],
      registers,
    });
    this.overruns = new Counter({
      name: 'model_overruns_total',
      help: 'Calls that a vendor billed with more than the request permitted',
      labelNames: ['model'],
      registers,
    });
    this.unsettled = new Counter({
      name: 'model_settlements_lost_total',
      help: 'Calls whose cost could not be reported; their reservations expire as spent',
      registers,
    });
  }

  attempted({ provider, model, outcome, costMicroUsd, usage }: PaidAttempt, tookMs: number): void {
    this.attempts.inc({ provider, model, outcome });
    this.cost.inc({ model }, costMicroUsd);
    this.seconds.observe({ model }, tookMs / 1_000);
    if (!usage) return;
    this.tokens.inc({ model, kind: 'input' }, usage.inputTokens);
    this.tokens.inc({ model, kind: 'cached' }, usage.cachedTokens);
    this.tokens.inc({ model, kind: 'cache_write' }, usage.cacheWriteTokens);
    this.tokens.inc({ model, kind: 'output' }, usage.outputTokens);
    this.tokens.inc({ model, kind: 'thinking' }, usage.thinkingTokens);
  }

  /** Not every failure: those that somebody should look at. */
  failed(model: string, error: unknown): void {
    this.logger.warn({ model, err: error }, 'a model did not answer');
  }

  breakerChanged(model: string, isOpen: boolean): void {
    this.breakers.set({ model }, isOpen ? 1 : 0);
    this.logger.warn({ model, open: isOpen }, isOpen ? 'a model is left alone' : 'a model may be asked again');
  }

  overran(model: string, attemptId: string, reportedMicroUsd: number, reservedMicroUsd: number): void {
    this.overruns.inc({ model });
    const fields = { model, attemptId, reportedMicroUsd, reservedMicroUsd };
    this.logger.error(fields, 'a vendor billed more than the request permits: the model is left alone');
  }

  notSettled(attemptId: string, error: unknown): void {
    this.unsettled.inc();
    this.logger.error(
      { attemptId, err: error },
      'the cost of a call could not be reported: its reservation will expire',
    );
  }
}
