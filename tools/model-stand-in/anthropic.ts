import { createHash } from 'node:crypto';
import type { Fault } from './faults';
import { type Fields, fieldsOf, isFields, joined, listOf, textOf } from './request-body';
import type { Asked, Stop, Usage, Work } from './work';

/** POST /v1/messages as the Messages API has it (platform.claude.com/docs/en/api/messages). A text says what is wrong with it. */
export function anthropicAsked(body: Fields, key: string | undefined): Asked | string {
  const { model, max_tokens: maxTokens, messages, system } = body;
  for (const gone of ['temperature', 'top_p', 'top_k'])
    if (gone in body) return `${gone}: Extra inputs are not permitted`;
  if (typeof model !== 'string') return 'model: Field required';
  if (!Number.isSafeInteger(maxTokens) || Number(maxTokens) < 1) return 'max_tokens: must be a whole number above 0';
  if (listOf(messages).length === 0) return 'messages: at least one message is required';
  const format = fieldsOf(fieldsOf(body.output_config).format);
  const schema = isFields(format.schema) ? format.schema : undefined;
  const problem = schema && refusedKeyword(schema);
  if (problem) return `output_config.format.schema: ${problem}`;
  return {
    provider: 'anthropic',
    model,
    system: joined(system),
    prompt: listOf(messages)
      .map(({ content }) => joined(content))
      .join('\n'),
    schema,
    maxTokens: Number(maxTokens),
    isCacheable: listOf(system).some(({ cache_control }) => isFields(cache_control)),
    key,
  };
}

const REFUSED = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'pattern',
];

/** Structured output turns down what its grammar cannot say. */
function refusedKeyword(schema: Fields): string | undefined {
  const refused = REFUSED.find((keyword) => keyword in schema);
  if (refused) return `For '${textOf(schema.type)}' type, property '${refused}' is not supported`;
  if (schema.type === 'object' && schema.additionalProperties !== false)
    return `For 'object' type, 'additionalProperties' must be explicitly set to false`;
  const parts = [...Object.values(fieldsOf(schema.properties)), schema.items, ...listOf(schema.anyOf)].filter(isFields);
  return parts.map(refusedKeyword).find((problem) => problem !== undefined);
}

const STOPS: Readonly<Record<Stop, string>> = {
  end: 'end_turn',
  'max tokens': 'max_tokens',
  refusal: 'refusal',
  blocked: 'refusal',
  tool: 'tool_use',
};

const idOf = (kind: string, ...words: string[]): string =>
  `${kind}_${createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 24)}`;

const usageOf = (usage: Usage | undefined, lane: 'standard' | 'batch'): Fields | undefined =>
  usage && {
    input_tokens: usage.freshTokens,
    cache_creation_input_tokens: usage.cacheWriteTokens,
    cache_read_input_tokens: usage.cachedTokens,
    output_tokens: usage.outputTokens,
    output_tokens_details: { thinking_tokens: usage.thinkingTokens },
    service_tier: lane,
  };

const blocksOf = ({ text, tool }: Work): Fields[] => [
  ...(text === '' && tool !== undefined ? [] : [{ type: 'text', text }]),
  ...(tool === undefined ? [] : [{ type: 'tool_use', id: idOf('toolu', tool), name: tool, input: {} }]),
];

export function anthropicMessage(asked: Asked, work: Work, lane: 'standard' | 'batch' = 'standard'): Fields {
  return {
    id: idOf('msg', asked.model, asked.prompt),
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: blocksOf(work),
    stop_reason: STOPS[work.stop],
    stop_sequence: null,
    usage: usageOf(work.claimed, lane),
  };
}

const event = (data: Fields): string => `event: ${textOf(data.type)}\ndata: ${JSON.stringify(data)}\n\n`;

/** The same as server-sent events. */
export function anthropicEvents(asked: Asked, work: Work, fault: Fault | undefined): string[] {
  const message = anthropicMessage(asked, work);
  const claimed = usageOf(work.claimed, 'standard');
  const start = {
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, usage: claimed && { ...claimed, output_tokens: 1 } },
  };
  const { input_tokens: _input, service_tier: _tier, ...closing } = claimed ?? {};
  const events = [
    event(start),
    event({ type: 'ping' }),
    ...blocksOf(work).flatMap((block, index) => blockEvents(block, index)),
    event({
      type: 'message_delta',
      delta: { stop_reason: STOPS[work.stop], stop_sequence: null },
      ...(claimed && { usage: closing }),
    }),
    event({ type: 'message_stop' }),
  ];
  if (fault?.kind !== 'gives up') return events;
  const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  return [...events.slice(0, 4), event(error)];
}

function blockEvents(block: Fields, index: number): string[] {
  const text = textOf(block.text);
  const isText = block.type === 'text';
  const pieces = isText ? (text.match(/[^]{1,4096}/g) ?? ['']) : ['{}'];
  return [
    event({ type: 'content_block_start', index, content_block: isText ? { type: 'text', text: '' } : block }),
    ...smallPieces(pieces).map((piece) =>
      event({
        type: 'content_block_delta',
        index,
        delta: isText ? { type: 'text_delta', text: piece } : { type: 'input_json_delta', partial_json: piece },
      }),
    ),
    event({ type: 'content_block_stop', index }),
  ];
}

/** Short answers come in short pieces, as from a model. */
const smallPieces = (pieces: readonly string[]): readonly string[] =>
  pieces.length === 1 ? (pieces[0]?.match(/[^]{1,40}/gu) ?? ['']) : pieces;

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

export const anthropicError = (status: number, message: string, errorCode?: string): Fields => ({
  type: 'error',
  error: { type: TYPES[status] ?? 'api_error', message, ...(errorCode && { details: { error_code: errorCode } }) },
});
