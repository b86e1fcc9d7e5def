import type { ModelAnswer, ModelUsage, Unusable } from './model';

/** What Anthropic counts; `input_tokens` is without the cached ones. Untrusted: any field may lack or be nonsense. */
export interface AnthropicUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}

/** Undefined where input or output was not counted. */
export function anthropicUsage(usage: AnthropicUsage | null | undefined): ModelUsage | undefined {
  if (typeof usage?.input_tokens !== 'number' || typeof usage.output_tokens !== 'number') return undefined;
  const cachedTokens = usage.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage.cache_creation_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens + cachedTokens + cacheWriteTokens,
    cachedTokens,
    cacheWriteTokens,
    outputTokens: usage.output_tokens,
    thinkingTokens: usage.output_tokens_details?.thinking_tokens ?? 0,
  };
}

/** Why an answer cannot be used; undefined for one that can. An end that is not known yet is not trusted. */
export function anthropicStop(reason: string | null, hasToolUse: boolean): Unusable | undefined {
  if (reason === 'refusal') return 'MODEL_REFUSED';
  if (reason === 'tool_use' || hasToolUse) return 'MODEL_UNKNOWN_TOOL';
  if (reason === 'end_turn' || reason === 'stop_sequence') return undefined;
  return 'MODEL_CUT_OFF';
}

export function anthropicAnswer(
  text: string,
  reason: string | null,
  hasToolUse: boolean,
  usage: ModelUsage | undefined,
): ModelAnswer {
  const code = anthropicStop(reason, hasToolUse);
  if (code === undefined) return { outcome: 'answered', text, usage };
  return { outcome: 'unusable', code, detail: `The answer ended with ${reason ?? 'no reason'}`, text, usage };
}
