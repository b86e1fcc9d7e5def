import { z } from 'zod';
import { defineAgent } from '../define-agent';
import { canonicalJson, questionOf } from './question';

const agent = defineAgent({
  code: 'MUSE-001',
  name: 'Headline Copywriter',
  guild: 'muse',
  tier: 'none',
  purpose: 'Writes.',
  input: z.object({ promise: z.string(), tone: z.string().optional() }),
  output: z.object({ headline: z.string() }),
  floor: ({ promise }) => ({ headline: promise }),
  cache: { ttlMs: 1_000 },
  samples: [],
});

describe('a question', () => {
  it('is the same in whatever order it was written', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 1, e: 0 }], c: null } })).toBe(
      '{"a":{"c":null,"d":[2,{"e":0,"f":1}]},"b":1}',
    );
    const [one, other] = [
      questionOf(agent, { promise: 'x', tone: 'y' }, '1'),
      questionOf(agent, { tone: 'y', promise: 'x' }, '1'),
    ];
    expect(other).toEqual(one);
    expect(one.text).toBe('promise : x tone : y');
  });

  it('is another for another input, and for another description', () => {
    const hash = (...asked: Parameters<typeof questionOf>): string => questionOf(...asked).hash;
    const usual = hash(agent, { promise: 'x' }, '1');
    expect(hash(agent, { promise: 'y' }, '1')).not.toBe(usual);
    expect(hash({ ...agent, purpose: 'Writes better.' }, { promise: 'x' }, '1')).not.toBe(usual);
    expect(hash({ ...agent, floor: () => ({ headline: 'z' }) }, { promise: 'x' }, '1')).not.toBe(usual);
    expect(hash({ ...agent }, { promise: 'x' }, '2')).not.toBe(usual);
  });

  it('is what the agent says makes it, where it says so', () => {
    const byPromise = { ...agent, cache: { ttlMs: 1_000, key: (task: { promise?: string }) => task.promise } };
    const of = (tone: string): string => questionOf(byPromise as typeof agent, { promise: 'x', tone }, '1').hash;
    expect(of('dry')).toBe(of('warm'));
  });
});
