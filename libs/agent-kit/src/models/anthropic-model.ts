import Anthropic, { APIError } from '@anthropic-ai/sdk';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { type PinnedClient, pinnedClient } from '@raptor/platform';
import { AnswerText, TOO_LONG } from './answer-text';
import { type AnthropicUsage, anthropicAnswer, anthropicUsage } from './anthropic-answer';
import { anthropicRequest } from './anthropic-request';
import { askBatch } from './anthropic-batch';
import type { ModelRow } from './catalogue';
import type { Model, ModelAnswer, ModelCall } from './model';
import { ModelFailure } from './model-failure';
import { CallClock, failureOfConnection, failureOfStatus, isTooLong, retryAfterOf } from './vendor-errors';
import { type VendorOptions, wireBytes } from './vendor-options';

/** Claude, through Anthropic's own SDK over a client that is pinned to the configured origin. Answers are streamed. */
export class AnthropicModel implements Model {
  readonly provider = 'anthropic';
  private readonly wire: PinnedClient;
  private readonly client: Anthropic;

  /** @param efforts how hard each model thinks, where the catalogue says so. */
  constructor(
    private readonly options: VendorOptions,
    private readonly efforts: ReadonlyMap<string, ModelRow['effort']> = new Map(),
  ) {
    this.wire = pinnedClient(options.baseUrl, {
      connectTimeoutMs: options.connectTimeoutMs,
      headersTimeoutMs: options.timeoutMs,
      idleTimeoutMs: options.idleTimeoutMs,
      maxBytes: wireBytes(options.maxAnswerBytes),
    });
    this.client = new Anthropic({
      apiKey: options.apiKey,
      // Else it would look for credentials in the environment.
      authToken: null,
      baseURL: options.baseUrl,
      maxRetries: 0,
      timeout: options.timeoutMs,
      // It logs heads of requests and texts of answers.
      logLevel: 'off',
    });
  }

  async ask(call: ModelCall): Promise<ModelAnswer> {
    const clock = new CallClock(call.signal, call.deadlineAt, this.options.timeoutMs);
    const wire = new CallWire(this.wire);
    try {
      const request = anthropicRequest(call, this.efforts.get(call.model));
      const stream = await this.client
        .withOptions({ fetch: wire.fetch })
        .messages.create({ ...request, stream: true }, { signal: clock.signal, headers: headersOf(call) });
      const answer = await this.read(stream);
      if (answer) return answer;
      // An aborted stream just ends.
      throw new ModelFailure('MODEL_UNAVAILABLE', 'The answer broke off', { billed: 'unknown' });
    } catch (error) {
      if (isTooLong(error)) return tooLong();
      if (clock.signal.aborted) throw clock.failure(undefined);
      throw clock.failure(failureOf(error, wire.failure));
    }
  }

  async askInBatch(call: ModelCall): Promise<ModelAnswer> {
    const clock = new CallClock(call.signal, call.deadlineAt, Number.MAX_SAFE_INTEGER);
    const wire = new CallWire(this.wire);
    try {
      const request = anthropicRequest(call, this.efforts.get(call.model));
      const client = this.client.withOptions({ fetch: wire.fetch });
      return await askBatch(client, request, call.attemptId, clock.signal, this.options.batchPollMs);
    } catch (error) {
      if (clock.signal.aborted) throw clock.failure(undefined);
      throw clock.failure(failureOf(error, wire.failure));
    }
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  /** Undefined for a stream that ended before the answer did. */
  private async read(stream: AsyncIterable<RawMessageStreamEvent>): Promise<ModelAnswer | undefined> {
    const text = new AnswerText(this.options.maxAnswerBytes);
    let usage: AnthropicUsage = {};
    let hasToolUse = false;
    let reason: string | null = null;
    for await (const event of stream) {
      if (event.type === 'message_start') usage = event.message.usage;
      else if (event.type === 'content_block_start') hasToolUse ||= event.content_block.type === 'tool_use';
      else if (event.type === 'content_block_delta') {
        if (event.delta.type === 'text_delta' && !text.add(event.delta.text)) return tooLong();
      } else if (event.type === 'message_delta') {
        reason = event.delta.stop_reason;
        usage = latest(usage, event.usage);
      } else if (event.type === 'message_stop') {
        return anthropicAnswer(text.toString(), reason, hasToolUse, anthropicUsage(usage));
      }
    }
    return undefined;
  }
}

/** Counts of the end replace those of the start, where there are any. */
const latest = (start: AnthropicUsage, end: AnthropicUsage | undefined): AnthropicUsage => ({
  ...start,
  ...Object.fromEntries(Object.entries(end ?? {}).filter(([, tokens]) => tokens !== null && tokens !== undefined)),
  // The start counts a token or two: not what the answer came to.
  output_tokens: end?.output_tokens ?? null,
});

const tooLong = (): ModelAnswer => ({
  outcome: 'unusable',
  code: 'MODEL_CUT_OFF',
  detail: TOO_LONG,
  text: '',
  usage: undefined,
});

const headersOf = ({ attemptId }: ModelCall): Record<string, string> => ({ 'idempotency-key': attemptId });

/** The SDK hides what went wrong with a connection: it is kept here. */
class CallWire {
  failure: unknown;

  constructor(private readonly client: PinnedClient) {}

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    try {
      const target = url instanceof Request ? url.url : url;
      // Node's own types and undici's name the same things.
      return (await this.client.fetch(target, init as never)) as unknown as Response;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  };
}

function failureOf(error: unknown, onTheWire: unknown): unknown {
  if (onTheWire !== undefined) return failureOfConnection(onTheWire);
  if (!(error instanceof APIError)) return error;
  const message = error.apiMessage ?? 'no reason given';
  if (typeof error.status === 'number') {
    const headers = error.headers as Headers | undefined;
    return failureOfStatus({
      status: error.status,
      message,
      reason: error.errorCode ?? error.type ?? undefined,
      retryAfterMs: retryAfterOf(headers?.get('retry-after') ?? null),
    });
  }
  // An error event within a stream: work was done.
  const code = error.type === 'overloaded_error' ? 'MODEL_OVERLOADED' : 'MODEL_UNAVAILABLE';
  return new ModelFailure(code, `The vendor gave up: ${message.slice(0, 300)}`, { billed: 'unknown' });
}
