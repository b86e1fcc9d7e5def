import { createHash } from 'node:crypto';
import type { Fault, FaultKind } from './faults';
import { generate } from './generate';
import { tokensOf } from './meter';
import { obey } from './obedience';

export type Provider = 'anthropic' | 'gemini';

/** A request, whichever vendor's words it came in. */
export interface Asked {
  readonly provider: Provider;
  readonly model: string;
  readonly system: string;
  readonly prompt: string;
  readonly schema: Readonly<Record<string, unknown>> | undefined;
  readonly maxTokens: number;
  /** The system part is marked for the cache, or is so by itself. */
  readonly isCacheable: boolean;
  /** What the caller calls this attempt. */
  readonly key: string | undefined;
}

export interface Usage {
  /** Without what is read from or written to the cache. */
  readonly freshTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  /** Thinking included. */
  readonly outputTokens: number;
  readonly thinkingTokens: number;
}

export type Stop = 'end' | 'max tokens' | 'refusal' | 'blocked' | 'tool';

/** What the model did. `claimed` is what the vendor says of it, `usage` what is true. */
export interface Work {
  readonly text: string;
  readonly stop: Stop;
  readonly tool: string | undefined;
  readonly usage: Usage;
  readonly claimed: Usage | undefined;
}

export interface Manner {
  /** Follows instructions that it finds in data. */
  readonly obedient: boolean;
  readonly thinkingTokens: number;
}

/** Prompts that were seen before, as a vendor's cache knows them: five minutes, and only long ones. */
export class PromptCache {
  private readonly seen = new Map<string, number>();

  constructor(private readonly leastTokens = 1_024) {}

  take(model: string, text: string): 'read' | 'written' | 'none' {
    if (tokensOf(text) < this.leastTokens) return 'none';
    const key = createHash('sha256').update(`${model}\n${text}`).digest('hex');
    const isWarm = (this.seen.get(key) ?? 0) > Date.now();
    this.seen.set(key, Date.now() + 300_000);
    return isWarm ? 'read' : 'written';
  }
}

/** Answers a request, with what a fault does to the answer itself. What it does to the wire is not done here. */
export function work(asked: Asked, manner: Manner, cache: PromptCache, fault: Fault | undefined): Work {
  const { text, stop, tool } = answer(asked, manner, fault);
  const room = Math.max(0, asked.maxTokens - manner.thinkingTokens);
  const isTooLong = fault?.kind !== 'huge' && tokensOf(text) > room;
  const said = isTooLong
    ? Buffer.from(text)
        .subarray(0, room * 4)
        .toString()
        .replace(/\ufffd+$/, '')
    : text;
  const usage: Usage = {
    ...inputOf(asked, cache),
    // Nobody is billed for more than was permitted.
    outputTokens: Math.min(asked.maxTokens, manner.thinkingTokens + tokensOf(said)),
    thinkingTokens: Math.min(asked.maxTokens, manner.thinkingTokens),
  };
  return { text: said, stop: isTooLong ? 'max tokens' : stop, tool, usage, claimed: claim(usage, fault) };
}

type Answer = Pick<Work, 'text' | 'stop' | 'tool'>;

const ended = (text: string, stop: Stop = 'end', tool?: string): Answer => ({ text, stop, tool });

function answer(asked: Asked, { obedient }: Manner, fault: Fault | undefined): Answer {
  const obeyed = obedient ? obey(asked.prompt, asked.system) : undefined;
  if (obeyed?.tool) return ended('', 'tool', obeyed.tool);
  const schema = asked.schema ?? schemaInWords(asked.prompt) ?? { type: 'string' };
  const written = generate(schema, asked.prompt, obeyed?.says.join(' '));
  const json = typeof written === 'string' ? written : JSON.stringify(written);
  return (fault && WRITES[fault.kind]?.(json, fault, asked)) ?? ended(json);
}

/** What faults make of a right answer. */
const WRITES: Partial<Record<FaultKind, (json: string, fault: Fault, asked: Asked) => Answer>> = {
  malformed: (json, { text }) => ended(text ?? json.slice(0, Math.floor(json.length * 0.7))),
  fenced: (json) => ended(`Here is what you asked for:\n\n\`\`\`json\n${json}\n\`\`\`\n\nTell me if you need more.`),
  empty: () => ended(''),
  echo: (_json, _fault, { prompt }) => ended(prompt),
  huge: (_json, { bytes = 20_000_000 }) => ended(`{"filler":"${'A long answer. '.repeat(Math.ceil(bytes / 15))}"}`),
  refusal: () => ended('I cannot help with that.', 'refusal'),
  blocked: () => ended('', 'blocked'),
  'max tokens': (json) => ended(json.slice(0, Math.ceil(json.length / 2)), 'max tokens'),
  'unknown tool': (_json, { text }) => ended('', 'tool', text ?? 'send_email'),
  'cut in a letter': (json) => ended(`“${json}`),
};

/** Where structured output cannot say a schema, clients put it into the prompt. */
function schemaInWords(prompt: string): Record<string, unknown> | undefined {
  const text = /JSON Schema:\n(\{.*\})/.exec(prompt)?.[1];
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

function inputOf(
  { model, system, prompt, schema, isCacheable }: Asked,
  cache: PromptCache,
): Omit<Usage, 'outputTokens' | 'thinkingTokens'> {
  const systemTokens = tokensOf(system);
  const freshTokens = tokensOf(prompt) + tokensOf(schema ? JSON.stringify(schema) : '');
  const kept = isCacheable ? cache.take(model, system) : 'none';
  return {
    freshTokens: freshTokens + (kept === 'none' ? systemTokens : 0),
    cachedTokens: kept === 'read' ? systemTokens : 0,
    cacheWriteTokens: kept === 'written' ? systemTokens : 0,
  };
}

function claim(usage: Usage, fault: Fault | undefined): Usage | undefined {
  const times = (factor: number): Usage => ({
    freshTokens: usage.freshTokens * factor,
    cachedTokens: usage.cachedTokens * factor,
    cacheWriteTokens: usage.cacheWriteTokens * factor,
    outputTokens: usage.outputTokens * factor,
    thinkingTokens: usage.thinkingTokens * factor,
  });
  if (fault?.kind === 'usage missing') return undefined;
  if (fault?.kind === 'usage ten times') return times(10);
  if (fault?.kind === 'usage zero') return times(0);
  return fault?.kind === 'usage negative' ? times(-1) : usage;
}
