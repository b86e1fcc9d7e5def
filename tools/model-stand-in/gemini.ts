import { createHash } from 'node:crypto';
import type { Fault } from './faults';
import { type Fields, fieldsOf, isFields, joined, listOf } from './request-body';
import type { Asked, Stop, Usage, Work } from './work';

/** POST v1beta/models/{model}:generateContent (ai.google.dev/api/generate-content). A text says what is wrong with it. */
export function geminiAsked(model: string, body: Fields, key: string | undefined): Asked | string {
  const config = fieldsOf(body.generationConfig);
  const contents = listOf(body.contents);
  if (contents.length === 0) return 'contents is not specified';
  const schema = isFields(config.responseSchema) ? config.responseSchema : undefined;
  const problem = schema && unknownName(schema, 'generation_config.response_schema');
  if (problem) return problem;
  return {
    provider: 'gemini',
    model,
    system: joined(fieldsOf(body.systemInstruction).parts),
    prompt: contents.map(({ parts }) => joined(parts)).join('\n'),
    schema,
    maxTokens: typeof config.maxOutputTokens === 'number' ? config.maxOutputTokens : 8_192,
    isCacheable: true,
    key,
  };
}

/** ai.google.dev/api/caching#Schema */
const KNOWN = new Set(
  `type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength
  maxLength pattern example anyOf propertyOrdering default items minimum maximum`.split(/\s+/),
);

function unknownName(schema: Fields, path: string): string | undefined {
  const unknown = Object.keys(schema).find((name) => !KNOWN.has(name));
  if (unknown) return `Invalid JSON payload received. Unknown name "${unknown}" at '${path}': Cannot find field.`;
  if (schema.type === 'object' && Object.keys(fieldsOf(schema.properties)).length === 0)
    return `${path}.properties: should be non-empty for OBJECT type`;
  const parts: [string, unknown][] = [
    ...Object.entries(fieldsOf(schema.properties)),
    ['items', schema.items],
    ...listOf(schema.anyOf).map((variant, index): [string, unknown] => [`any_of[${index}]`, variant]),
  ];
  return parts
    .map(([name, part]) => (isFields(part) ? unknownName(part, `${path}.${name}`) : undefined))
    .find((problem) => problem !== undefined);
}

const STOPS: Readonly<Record<Stop, string>> = {
  end: 'STOP',
  'max tokens': 'MAX_TOKENS',
  refusal: 'PROHIBITED_CONTENT',
  blocked: 'SAFETY',
  tool: 'STOP',
};

const usageOf = (usage: Usage): Fields => {
  const promptTokenCount = usage.freshTokens + usage.cachedTokens + usage.cacheWriteTokens;
  return {
    promptTokenCount,
    candidatesTokenCount: usage.outputTokens - usage.thinkingTokens,
    totalTokenCount: promptTokenCount + usage.outputTokens,
    ...(usage.cachedTokens !== 0 && { cachedContentTokenCount: usage.cachedTokens }),
    ...(usage.thinkingTokens !== 0 && { thoughtsTokenCount: usage.thinkingTokens }),
  };
};

const content = (parts: readonly Fields[]): Fields => ({ role: 'model', parts });

/** Pieces of an answer, each a GenerateContentResponse. Counts come with the last. */
function responses(asked: Asked, { text, stop, tool, claimed }: Work): Fields[] {
  const closing = { ...(claimed && { usageMetadata: usageOf(claimed) }), modelVersion: asked.model };
  if (stop === 'blocked') return [{ promptFeedback: { blockReason: 'SAFETY', safetyRatings: [] }, ...closing }];
  const size = text.length > 8_192 ? 8_192 : 60;
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [''];
  const called = tool === undefined ? [] : [{ functionCall: { name: tool, args: {} } }];
  const last = pieces.at(-1) ?? '';
  return [
    ...pieces.slice(0, -1).map((piece) => ({ candidates: [{ content: content([{ text: piece }]), index: 0 }] })),
    {
      candidates: [
        {
          content: content([...(last === '' ? [] : [{ text: last }]), ...called]),
          finishReason: STOPS[stop],
          index: 0,
        },
      ],
      ...closing,
    },
  ];
}

/** The whole answer in one. */
export function geminiResponse(asked: Asked, work: Work): Fields {
  const all = responses(asked, work);
  const last = all.at(-1) ?? {};
  const [candidate] = listOf(last.candidates);
  if (!candidate) return last;
  const parts = all.flatMap(({ candidates }) => listOf(fieldsOf(listOf(candidates)[0]?.content).parts));
  return { ...last, candidates: [{ ...candidate, content: content(parts) }] };
}

/** The same as server-sent events. */
export function geminiEvents(asked: Asked, work: Work, fault: Fault | undefined): string[] {
  const events = responses(asked, work).map((piece) => `data: ${JSON.stringify(piece)}\r\n\r\n`);
  if (fault?.kind !== 'gives up') return events;
  const error = geminiError(503, 'The model is overloaded.');
  return [...events.slice(0, 1).map(withoutEnd), `data: ${JSON.stringify(error)}\r\n\r\n`];
}

const withoutEnd = (event: string): string => event.replace(/,"finishReason":"\w+"/, '');

const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  402: 'FAILED_PRECONDITION',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

export const geminiError = (status: number, message: string, retryAfterMs?: number): Fields => ({
  error: {
    code: status,
    message,
    status: STATUSES[status] ?? 'INTERNAL',
    ...(retryAfterMs !== undefined && {
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterMs / 1_000}s` }],
    }),
  },
});

/** A vector of hashed words: texts that share words lie near each other. */
export function embedding(text: string, dimensions: number): number[] {
  const values = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash('sha256').update(word).digest();
    const at = hash.readUInt32BE(0) % dimensions;
    values[at] = (values[at] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? 1 : -1);
  }
  return values;
}
