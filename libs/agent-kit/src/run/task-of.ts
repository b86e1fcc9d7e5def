import type { AgentDescription } from '../define-agent';
import { invalidInput, problemsIn } from './run.errors';
import { unstorableAt } from './storable';

/**
 * What an input is to an agent.
 * @throws AppError AGENT_INPUT_INVALID with every problem.
 */
export function taskOf(agent: AgentDescription, input: unknown): { readonly task: unknown } {
  const parsed = agent.input.safeParse(input);
  if (!parsed.success) throw invalidInput(agent.code, problemsIn(parsed.error));
  const place = unstorableAt(input);
  if (place)
    throw invalidInput(agent.code, [
      { place, message: 'has a character that cannot be stored (U+0000 or half of a surrogate pair)' },
    ]);
  return { task: parsed.data };
}
