import type { AgentDescription, Evidence } from '@raptor/agent-kit';
import { z } from 'zod';
import type { ModelStandIn } from '../../tools/model-stand-in';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Agents whose model agrees: the stand-in counts the real prompt, and answers with what the floor says, less what the agent's schema leaves to code. Such an
 * answer is as long as a whole answer is, and passes the agent's own check. The stand-in's sentences would not, and what does not pass is not kept.
 * One run at a time. `ttlScale` is what a moment of the replay lasts for one of its days.
 */
export const withWillingModel = (agent: AgentDescription, model: ModelStandIn, ttlScale = 1): AgentDescription => {
  const { prompt, cache } = agent;
  return {
    ...agent,
    ...(cache && { cache: { ...cache, ttlMs: cache.ttlMs * ttlScale } }),
    ...(prompt && {
      prompt: (task, evidence, floor) => {
        model.tell({ faults: [{ kind: 'malformed', text: answerOf(agent, task, evidence, floor) }] });
        return prompt(task, evidence, floor);
      },
    }),
  };
};

function answerOf(agent: AgentDescription, task: unknown, evidence: Evidence, floor: unknown): string {
  const schema = z.toJSONSchema(agent.output, { io: 'input', unrepresentable: 'any' });
  const short = withoutDefaults(floor, schema);
  return JSON.stringify(passes(agent, task, evidence, short) ? short : floor);
}

function passes(agent: AgentDescription, task: unknown, evidence: Evidence, answer: unknown): boolean {
  const parsed = agent.output.safeParse(answer);
  if (!parsed.success) return false;
  const finished = agent.finish ? agent.finish(parsed.data, task, evidence) : parsed.data;
  return (agent.check?.(finished, task, evidence) ?? []).length === 0;
}

/** Only what the schema asks for: what has a default is for code to fill in. */
function withoutDefaults(value: unknown, schema: unknown): unknown {
  if (!isObject(schema)) return value;
  const { items, properties, required } = schema;
  if (Array.isArray(value)) return value.map((each) => withoutDefaults(each, items));
  if (!isObject(value) || !isObject(properties)) return value;
  const wanted = new Set(Array.isArray(required) ? required : []);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => wanted.has(name))
      .map(([name, each]) => [name, withoutDefaults(each, properties[name])]),
  );
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
