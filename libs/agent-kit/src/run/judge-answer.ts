import type { z } from 'zod';
import type { AgentDescription } from '../define-agent';
import type { Evidence } from '../evidence/evidence';
import { mentionedIds, uncitable } from './cited-ids';
import { foreignMatter } from './foreign-matter';
import { problemsOf } from './run.errors';
import { OUTPUT_LIMITS, levelsOf, unstorableAt } from './storable';

export type Judgement =
  { readonly value: Readonly<Record<string, unknown>> } | { readonly problems: readonly string[] };

/** What an answer is judged by: the same for one of a model and one of the floor. */
export interface Question {
  readonly agent: AgentDescription;
  /** The input after its schema. */
  readonly task: z.output<z.ZodType>;
  readonly evidence: Evidence;
}

/** Of a model, as it came. */
export function judgeText(text: string, question: Question): Judgement {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: ['The answer is not one JSON object'] };
  }
  const { agent, task, evidence } = question;
  const parsed = agent.output.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const foreign = foreignMatter(parsed.data, JSON.stringify(textsOf(question)));
  if (foreign.length > 0) return { problems: foreign };
  return judge(agent.finish ? agent.finish(parsed.data, task, evidence) : parsed.data, question);
}

/** Everything that a model may have an address or a tag from. */
const textsOf = ({ task, evidence }: Question): unknown => [
  task,
  evidence.items.map((item) => [item.text, item.title, 'url' in item ? item.url : undefined, item.data]),
];

/** Of code: schema, what can be kept at all, the agent's own check, and that it cites nothing that nobody has looked at. */
export function judge(answer: unknown, question: Question): Judgement {
  const { agent, task, evidence } = question;
  const parsed = agent.output.safeParse(answer);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const unkept = unkeepable(parsed.data);
  if (unkept) return { problems: [unkept] };
  const known = new Set<string>([...evidence.items.map(({ id }) => id), ...mentionedIds(task)]);
  const problems = [...(agent.check?.(parsed.data, task, evidence) ?? []), ...uncitable(parsed.data, known)];
  if (problems.length > 0) return { problems };
  if (!isObject(parsed.data)) return { problems: ['The answer is not an object'] };
  return { value: parsed.data };
}

function unkeepable(output: unknown): string | undefined {
  const place = unstorableAt(output);
  if (place) return `${place} has a character that cannot be stored (U+0000 or half of a surrogate pair)`;
  if (levelsOf(output) > OUTPUT_LIMITS.levels) return `The answer is nested deeper than ${OUTPUT_LIMITS.levels} levels`;
  const bytes = Buffer.byteLength(JSON.stringify(output));
  return bytes > OUTPUT_LIMITS.bytes ? `The answer has ${bytes} bytes, ${OUTPUT_LIMITS.bytes} at most` : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
