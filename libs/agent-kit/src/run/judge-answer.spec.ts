import { z } from 'zod';
import { defineAgent } from '../define-agent';
import { NO_EVIDENCE } from '../evidence/evidence';
import { judge, judgeText, type Question } from './judge-answer';

const id = `muse:${'a'.repeat(64)}`;

const agent = defineAgent({
  code: 'MUSE-001',
  name: 'Headline Copywriter',
  guild: 'muse',
  tier: 'flash',
  purpose: 'Writes.',
  input: z.object({ proof: z.string().optional() }),
  output: z.object({ text: z.string().max(200_000), length: z.number().default(0), evidenceId: z.string().optional() }),
  floor: () => ({ text: 'x', length: 1 }),
  prompt: () => 'Write',
  finish: (answer) => ({ ...answer, length: answer.text.length }),
  check: ({ text }) => (text.includes('best') ? ['"best" needs evidence'] : []),
  samples: [],
});
const question: Question = { agent, task: {}, evidence: NO_EVIDENCE };
const problems = (text: string, of = question): readonly string[] => {
  const judged = judgeText(text, of);
  return 'problems' in judged ? judged.problems : [];
};

describe('an answer of a model', () => {
  it('is finished by code before it is checked', () => {
    expect(judgeText('{"text":"four"}', question)).toEqual({ value: { text: 'four', length: 4 } });
  });

  it.each([
    ['is no JSON', 'Sure! Here it is', 'The answer is not one JSON object'],
    ['does not fit the schema', '{"text":7}', 'text: Invalid input: expected string, received number'],
    ['fails the check of the agent', '{"text":"the best"}', '"best" needs evidence'],
    [
      'cites what nobody has seen',
      `{"text":"x","evidenceId":"${id}"}`,
      `There is no evidence ${id}: cite only ids you were given`,
    ],
    [
      'cannot be stored',
      '{"text":"a\\u0000b"}',
      'text has a character that cannot be stored (U+0000 or half of a surrogate pair)',
    ],
    ['is too large', JSON.stringify({ text: 'x'.repeat(150_000) }), 'The answer has 150027 bytes, 122880 at most'],
  ])('goes back when it %s', (_what, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('may cite what came with the task', () => {
    expect(problems(`{"text":"x","evidenceId":"${id}"}`, { ...question, task: { proof: id } })).toEqual([]);
  });
});

describe('an answer of the floor', () => {
  it('is judged as it is, unfinished', () => {
    expect(judge({ text: 'four', length: 0 }, question)).toEqual({ value: { text: 'four', length: 0 } });
    expect(judge({ text: 'the best', length: 8 }, question)).toEqual({ problems: ['"best" needs evidence'] });
  });
});
