import { type GenerateContentRequest, FinishReason } from '@google/generative-ai';
import { z } from 'zod';
import { AnswerText, TOO_LONG } from './answer-text';
import { geminiSchema } from './gemini-schema';
import { GeminiWire } from './gemini-wire';
import { isClosed, schemaInWords, withoutTypeLists } from './json-schema';
import type { Model, ModelAnswer, ModelCall, ModelUsage, Unusable } from './model';
import { ModelFailure } from './model-failure';
import { eventsOf } from './sse';
import { CallClock, isTooLong } from './vendor-errors';
import type { VendorOptions } from './vendor-options';

const count = z.number().optional();
/** A piece of an answer. Anything may lack; what is not named here is not looked at. */
const piece = z.object({
  candidates: z
    .array(
      z.object({
        content: z
          .object({
            parts: z.array(z.looseObject({ text: z.string().optional(), thought: z.boolean().optional() })).optional(),
          })
          .optional(),
        finishReason: z.string().optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .object({
      promptTokenCount: count,
      cachedContentTokenCount: count,
      candidatesTokenCount: count,
      thoughtsTokenCount: count,
    })
    .optional(),
  /** An error within a stream. */
  error: z.object({ message: z.string().default(''), status: z.string().optional() }).optional(),
});
type Piece = z.output<typeof piece>;

/** Gemini, through its REST protocol ({@link GeminiWire}). Answers are streamed. */
export class GeminiModel implements Model {
  readonly provider = 'gemini';
  private readonly wire: GeminiWire;

  constructor(private readonly options: VendorOptions) {
    this.wire = new GeminiWire(options);
  }

  async ask(call: ModelCall): Promise<ModelAnswer> {
    const clock = new CallClock(call.signal, call.deadlineAt, this.options.timeoutMs);
    try {
      const task = 'streamGenerateContent?alt=sse';
      const answer = await this.wire.post(call.model, task, geminiRequest(call), call.attemptId, clock.signal);
      return await this.read(answer.body ?? []);
    } catch (error) {
      if (isTooLong(error)) return unusable('MODEL_CUT_OFF', TOO_LONG);
      throw clock.failure(error);
    }
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  private async read(body: AsyncIterable<Uint8Array> | []): Promise<ModelAnswer> {
    const text = new AnswerText(this.options.maxAnswerBytes);
    const said = new Said();
    // Leaving the loop gives the connection up.
    for await (const event of eventsOf(streamOf(body))) {
      const read = piece.parse(JSON.parse(event));
      if (!said.take(read).every((part) => text.add(part))) return unusable('MODEL_CUT_OFF', TOO_LONG);
    }
    return said.answer(text.toString());
  }
}

async function* streamOf(body: AsyncIterable<Uint8Array> | []): AsyncGenerator<Uint8Array> {
  yield* body;
}

/** What the pieces say beside the text. */
class Said {
  private reason: string | undefined;
  private blocked: string | undefined;
  private hasToolUse = false;
  private usage: Piece['usageMetadata'];

  /** The texts of a piece, thoughts left out. */
  take({ candidates, promptFeedback, usageMetadata, error }: Piece): string[] {
    if (error) {
      const code = error.status === 'UNAVAILABLE' ? 'MODEL_OVERLOADED' : 'MODEL_UNAVAILABLE';
      throw new ModelFailure(code, `The vendor gave up: ${error.message.slice(0, 300)}`, { billed: 'unknown' });
    }
    const [candidate] = candidates ?? [];
    const parts = candidate?.content?.parts ?? [];
    this.reason = candidate?.finishReason ?? this.reason;
    this.blocked = promptFeedback?.blockReason ?? this.blocked;
    this.hasToolUse ||= parts.some((part) => 'functionCall' in part);
    this.usage = usageMetadata ? { ...this.usage, ...usageMetadata } : this.usage;
    return parts.flatMap(({ text, thought }) => (text === undefined || thought ? [] : [text]));
  }

  answer(text: string): ModelAnswer {
    const usage = geminiUsage(this.usage);
    if (this.blocked) return unusable('MODEL_BLOCKED', `The prompt was blocked: ${this.blocked}`, text, usage);
    if (this.reason === undefined)
      throw new ModelFailure('MODEL_UNAVAILABLE', 'The answer broke off', { billed: 'unknown' });
    const code = geminiStop(this.reason, this.hasToolUse);
    if (code === undefined) return { outcome: 'answered', text, usage };
    return unusable(code, `The answer ended with ${this.reason}`, text, usage);
  }
}

const unusable = (code: Unusable, detail: string, text = '', usage?: ModelUsage): ModelAnswer => ({
  outcome: 'unusable',
  code,
  detail,
  text,
  usage,
});

const TOOL_REASONS = new Set<string>([
  FinishReason.MALFORMED_FUNCTION_CALL,
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
]);

/** Why an answer cannot be used; undefined for one that can. What is not known yet counts as blocked. */
export function geminiStop(reason: string, hasToolUse: boolean): Unusable | undefined {
  if (hasToolUse || TOOL_REASONS.has(reason)) return 'MODEL_UNKNOWN_TOOL';
  if (reason === FinishReason.STOP) return undefined;
  if (reason === FinishReason.MAX_TOKENS) return 'MODEL_CUT_OFF';
  return 'MODEL_BLOCKED';
}

/** Undefined where input or output was not counted. A blocked prompt has no output. */
export function geminiUsage(usage: Piece['usageMetadata']): ModelUsage | undefined {
  if (usage?.promptTokenCount === undefined) return undefined;
  const thinkingTokens = usage.thoughtsTokenCount ?? 0;
  return {
    inputTokens: usage.promptTokenCount,
    cachedTokens: usage.cachedContentTokenCount ?? 0,
    cacheWriteTokens: 0,
    outputTokens: (usage.candidatesTokenCount ?? 0) + thinkingTokens,
    thinkingTokens,
  };
}

/** A call in Gemini's words. Where its schema cannot be said by them, it stands in the prompt. */
export function geminiRequest(call: ModelCall): GenerateContentRequest {
  const schema = withoutTypeLists(call.schema);
  const isBound = isClosed(schema);
  return {
    systemInstruction: { role: 'system', parts: [{ text: call.system }] },
    contents: [
      { role: 'user', parts: [{ text: isBound ? call.prompt : `${call.prompt}\n\n${schemaInWords(call.schema)}` }] },
    ],
    generationConfig: {
      candidateCount: 1,
      maxOutputTokens: call.maxOutputTokens,
      responseMimeType: 'application/json',
      // The SDK's type knows less of it than the API does.
      ...(isBound && { responseSchema: geminiSchema(schema) as never }),
    },
  };
}
