import type { Logger } from '@raptor/platform';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import type { Budget } from '../budget/budget';
import { AnthropicModel } from './anthropic-model';
import { PaidModelDesk } from './ask-paid';
import { GeminiModel } from './gemini-model';
import type { Model } from './model';
import { ModelBreakers } from './model-breakers';
import { ModelObserver } from './model-observer';
import type { ModelConfig } from './models.config';
import { RatePauses } from './rate-pauses';

export interface PaidModelsOptions {
  readonly config: ModelConfig;
  readonly budget: Budget;
  /** Of the caches; shared with whoever else uses it. Without it, each replica has its own idea of a vendor's limits. */
  readonly redis?: Pick<Redis, 'pttl' | 'eval'>;
  readonly keyPrefix: string;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  readonly registry: Registry;
}

/** The models of a service: one desk in each process, closed when the service drains. */
export function createPaidModels({
  config,
  budget,
  redis,
  keyPrefix,
  logger,
  registry,
}: PaidModelsOptions): PaidModelDesk {
  const { anthropic, gemini, catalogue } = config;
  const observer = new ModelObserver(logger, registry);
  const efforts = new Map(catalogue.models.map(({ id, effort }) => [id, effort]));
  const models: Model[] = [
    ...(anthropic ? [new AnthropicModel(anthropic, efforts)] : []),
    ...(gemini ? [new GeminiModel(gemini)] : []),
  ];
  return new PaidModelDesk({
    models,
    catalogue,
    budget,
    observer,
    breakers: new ModelBreakers(config.breaker, (model, isOpen) => observer.breakerChanged(model, isOpen)),
    pauses: new RatePauses({ keyPrefix, ...(redis && { redis }) }),
    timing: config.timing,
    batchAfterMs: config.batchAfterMs,
  });
}
