import { randomBytes } from 'node:crypto';
import { fence, withBoundary } from '../run/fence';

/** More of a wrong answer, and more of what is wrong with it, is not sent back. */
const MAX_ANSWER = 20_000;
const MAX_PROBLEMS = 20;
const MAX_PROBLEM = 500;

/**
 * The same question once more, with the answer that does not do and why. Both may repeat what strangers wrote, so that
 * they are fenced like evidence.
 */
export function repairPrompt(prompt: string, answer: string, problems: readonly string[]): string {
  const named = problems.slice(0, MAX_PROBLEMS).map((problem) => `- ${problem.slice(0, MAX_PROBLEM)}`);
  const [earlier, wrong] = withBoundary(randomBytes(12).toString('hex'), () => [
    fence('earlier answer', answer.slice(0, MAX_ANSWER)),
    fence('what is wrong with it', named.join('\n')),
  ]);
  return [
    prompt,
    'An earlier answer to this was not accepted. It, and what is wrong with it:',
    earlier,
    wrong,
    'Answer anew, completely, with what is wrong mended and nothing beside the JSON.',
  ].join('\n\n');
}
