import { type PinnedClient, pinnedClient } from '@raptor/platform';
import { z } from 'zod';
import type { ModelFailure } from './model-failure';
import { failureOfStatus, retryAfterOf } from './vendor-errors';
import { type VendorOptions, wireBytes } from './vendor-options';

const errorBody = z.object({
  error: z.object({
    message: z.string().default(''),
    status: z.string().optional(),
    details: z.array(z.looseObject({})).default([]),
  }),
});

type Answered = Awaited<ReturnType<PinnedClient['fetch']>>;

/**
 * Gemini's REST protocol over a client pinned to its origin. The types are those of `@google/generative-ai`; its own
 * transport is not used, as it knows only the global `fetch` (which follows redirects anywhere, with the key in a
 * header), drops Retry-After, keeps only the last of several parts in an event, and leaves a rejection unhandled when a
 * stream breaks, which ends the process.
 */
export class GeminiWire {
  private readonly client: PinnedClient;
  private readonly base: string;

  constructor(private readonly options: VendorOptions) {
    this.base = options.baseUrl.replace(/\/+$/, '');
    this.client = pinnedClient(options.baseUrl, {
      connectTimeoutMs: options.connectTimeoutMs,
      headersTimeoutMs: options.timeoutMs,
      idleTimeoutMs: options.idleTimeoutMs,
      maxBytes: wireBytes(options.maxAnswerBytes),
    });
  }

  /** @throws ModelFailure for an answer other than 200. */
  async post(model: string, task: string, body: object, key: string, signal: AbortSignal): Promise<Answered> {
    const answer = await this.client.fetch(`${this.base}/v1beta/models/${encodeURIComponent(model)}:${task}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-goog-api-key': this.options.apiKey,
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.status === 200) return answer;
    throw await failureOf(answer);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

async function failureOf(answer: Answered): Promise<ModelFailure> {
  const header = retryAfterOf(answer.headers.get('retry-after'));
  const body: unknown = await answer.json().catch(() => undefined);
  const { data } = errorBody.safeParse(body);
  const { message = 'no reason given', status, details = [] } = data?.error ?? {};
  return failureOfStatus({
    status: answer.status,
    message,
    reason: status,
    retryAfterMs: header ?? retryDelayOf(details),
  });
}

/** `google.rpc.RetryInfo`: `{"retryDelay": "31s"}`. */
function retryDelayOf(details: readonly Record<string, unknown>[]): number | undefined {
  const delay = details.map(({ retryDelay }) => retryDelay).find((value) => typeof value === 'string');
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? '')?.[1];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1_000);
}
