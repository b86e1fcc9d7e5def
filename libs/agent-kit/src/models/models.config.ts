import { count, milliseconds, url } from '@raptor/platform';
import { z } from 'zod';
import { loadCatalogue, type ModelCatalogue } from './catalogue';
import type { RetryTiming } from './retry-timing';
import type { VendorOptions } from './vendor-options';

const key = (vendor: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, { error: 'must be one line without blanks' })
    .optional()
    .describe(`API key of ${vendor}; without it its models are not asked`);

/** What a service that asks models reads of its environment, to be merged into its own variables. All of it has defaults. */
export const modelVariables = {
  ANTHROPIC_API_KEY: key('Anthropic'),
  ANTHROPIC_BASE_URL: url(['http:', 'https:'], 'where Anthropic is reached').default('https://api.anthropic.com'),
  GEMINI_API_KEY: key('Gemini'),
  GEMINI_BASE_URL: url(['http:', 'https:'], 'where Gemini is reached').default(
    'https://generativelanguage.googleapis.com',
  ),
  MODEL_CATALOGUE_FILE: z
    .string()
    .optional()
    .describe('JSON file of models, tiers and prices that replaces the built-in one'),
  MODEL_CONNECT_TIMEOUT_MS: milliseconds(3_000, 'how long connecting to a vendor of models may take'),
  MODEL_TIMEOUT_MS: milliseconds(120_000, 'how long an answer of a model may take'),
  MODEL_IDLE_TIMEOUT_MS: milliseconds(20_000, 'how long a model may fall silent within an answer'),
  MODEL_MAX_ANSWER_BYTES: count(2_000_000, 1_000, 20_000_000, 'longest text of an answer of a model'),
  MODEL_TRIES: count(3, 1, 10, 'tries of a call of one model'),
  MODEL_RETRY_FIRST_MS: milliseconds(1_000, 'limit of the wait before the second try of a model'),
  MODEL_RETRY_LONGEST_MS: milliseconds(20_000, 'longest wait between two tries of a model'),
  MODEL_BREAKER_OPEN_MS: milliseconds(30_000, 'how long a model that fails is left alone'),
  MODEL_OVERRUN_PAUSE_MS: milliseconds(600_000, 'how long a model that billed too much is left alone'),
  MODEL_BATCH_AFTER_MS: milliseconds(21_600_000, 'least time to the deadline for the batch lane of a vendor'),
  MODEL_BATCH_POLL_MS: milliseconds(60_000, 'time between two looks at a batch'),
};

type Values = z.output<z.ZodObject<typeof modelVariables>>;

export interface ModelConfig {
  /** Undefined without a key. */
  readonly anthropic: VendorOptions | undefined;
  readonly gemini: VendorOptions | undefined;
  readonly catalogue: ModelCatalogue;
  readonly timing: RetryTiming;
  readonly breaker: { readonly openMs: number; readonly overrunMs: number };
  readonly batchAfterMs: number;
}

/**
 * The typed part of a service's configuration.
 * @throws ConfigurationError for a catalogue that cannot be read.
 */
export function modelConfig(values: Values): ModelConfig {
  const vendor = (apiKey: string | undefined, baseUrl: string): VendorOptions | undefined =>
    apiKey === undefined
      ? undefined
      : {
          apiKey,
          baseUrl,
          connectTimeoutMs: values.MODEL_CONNECT_TIMEOUT_MS,
          timeoutMs: values.MODEL_TIMEOUT_MS,
          idleTimeoutMs: values.MODEL_IDLE_TIMEOUT_MS,
          maxAnswerBytes: values.MODEL_MAX_ANSWER_BYTES,
          batchPollMs: values.MODEL_BATCH_POLL_MS,
        };
  return {
    anthropic: vendor(values.ANTHROPIC_API_KEY, values.ANTHROPIC_BASE_URL),
    gemini: vendor(values.GEMINI_API_KEY, values.GEMINI_BASE_URL),
    catalogue: loadCatalogue(values.MODEL_CATALOGUE_FILE),
    timing: {
      tries: values.MODEL_TRIES,
      firstMs: values.MODEL_RETRY_FIRST_MS,
      longestMs: values.MODEL_RETRY_LONGEST_MS,
    },
    breaker: { openMs: values.MODEL_BREAKER_OPEN_MS, overrunMs: values.MODEL_OVERRUN_PAUSE_MS },
    batchAfterMs: values.MODEL_BATCH_AFTER_MS,
  };
}
