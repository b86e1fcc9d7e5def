import type { ModelRow } from './catalogue';
import type { ModelCall, ModelLane, ModelUsage } from './model';

/** What the wrapping of a request may add: roles, separators, the vendor's own words about the format of the answer. */
const OVERHEAD_TOKENS = 1_000;

/** Micro-USD and tokens. */
export interface Cost {
  readonly microUsd: number;
  readonly tokens: number;
}

type Asked = Pick<ModelCall, 'system' | 'prompt' | 'schema' | 'maxOutputTokens'>;

/** Bytes of all that is sent, in UTF-8. */
const bytesOf = ({ system, prompt, schema }: Asked): number =>
  Buffer.byteLength(system) + Buffer.byteLength(prompt) + Buffer.byteLength(JSON.stringify(schema));

/**
 * More tokens than the input can have. A byte-level BPE (Sennrich et al. 2016 over the 256 bytes, as in GPT-2 and after)
 * only ever merges bytes, and SentencePiece with byte fallback (Kudo and Richardson 2018, without normalisation) has no
 * piece shorter than one: a text has at most as many tokens as bytes. No tokenizer is needed, and none can be wrong.
 */
export const inputBound = (asked: Asked): number => bytesOf(asked) + OVERHEAD_TOKENS;

/** Micro-USD of `[tokens, USD per 1M]` together, rounded up once. Exact: prices are taken as whole millionths of them. */
function sumUp(parts: readonly (readonly [tokens: number, usdPerMillion: number])[]): number {
  const millionths = parts.reduce((sum, [tokens, usd]) => sum + tokens * Math.round(usd * 1_000_000), 0);
  return Math.floor((millionths + 999_999) / 1_000_000);
}

/** List price of what was used, in micro-USD. */
export function priceOf(usage: ModelUsage, { usdPerMillion }: ModelRow, lane: ModelLane = 'inline'): number {
  const [input, output] =
    lane === 'batch'
      ? [usdPerMillion.batchInput, usdPerMillion.batchOutput]
      : [usdPerMillion.input, usdPerMillion.output];
  // The discount of a batch holds for its cache as well.
  const share = lane === 'batch' && usdPerMillion.input > 0 ? input / usdPerMillion.input : 1;
  return sumUp([
    [usage.inputTokens - usage.cachedTokens - usage.cacheWriteTokens, input],
    [usage.cachedTokens, usdPerMillion.cached * share],
    [usage.cacheWriteTokens, usdPerMillion.cacheWrite * share],
    [usage.outputTokens, output],
  ]);
}

/** The most a call can cost: the whole input at its dearest, and all the output that the request permits. */
export function boundOf(asked: Asked, row: ModelRow, lane: ModelLane = 'inline'): Cost {
  const inputTokens = inputBound(asked);
  const isWritten = row.usdPerMillion.cacheWrite > row.usdPerMillion.input;
  const usage: ModelUsage = {
    inputTokens,
    cachedTokens: 0,
    cacheWriteTokens: isWritten ? inputTokens : 0,
    outputTokens: asked.maxOutputTokens,
    thinkingTokens: 0,
  };
  return { microUsd: priceOf(usage, row, lane), tokens: inputTokens + asked.maxOutputTokens };
}

/**
 * The least that a call with this answer can have used, by our own count: no vocabulary in use has so many pieces longer
 * than 16 bytes that ordinary text averages more. A vendor that reports less has not counted.
 */
export function leastUsage(asked: Asked, answer: string): ModelUsage {
  const tokens = (bytes: number): number => Math.floor(bytes / 16);
  const promptBytes = Buffer.byteLength(asked.system) + Buffer.byteLength(asked.prompt);
  return {
    inputTokens: tokens(promptBytes),
    cachedTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: tokens(Buffer.byteLength(answer)),
    thinkingTokens: 0,
  };
}

/**
 * Our own count of a call, beside what the vendor reports: {@link leastUsage} at the price of what it may have read from
 * its cache, so that an honest report is never below it.
 */
export function countOf(asked: Asked, answer: string, row: ModelRow, lane: ModelLane = 'inline'): number {
  const least = leastUsage(asked, answer);
  return priceOf({ ...least, cachedTokens: least.inputTokens }, row, lane);
}

/** Whether reported usage can be true: whole, none below zero, parts within the sums, not less than was sent and received. */
export function isPlausible(usage: ModelUsage, asked: Asked, answer: string): boolean {
  const least = leastUsage(asked, answer);
  return (
    Object.values(usage).every((tokens: number) => Number.isSafeInteger(tokens) && tokens >= 0) &&
    usage.cachedTokens + usage.cacheWriteTokens <= usage.inputTokens &&
    usage.thinkingTokens <= usage.outputTokens &&
    usage.inputTokens >= Math.max(1, least.inputTokens) &&
    usage.outputTokens >= least.outputTokens &&
    (usage.outputTokens > 0 || answer === '')
  );
}
