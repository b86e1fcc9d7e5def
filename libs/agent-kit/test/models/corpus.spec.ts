import { type ModelStandIn, modelStandIn } from '@raptor/testing';
import { z } from 'zod';
import { readCorpus } from './__corpus__/generate';
import { aDesk, aQuestion } from './support/desk';

const answer = z.strictObject({
  title: z.string().min(1).max(80),
  score: z.number().min(1).max(10),
  tags: z.array(z.string()).optional(),
  note: z.string().nullable().optional(),
});
const corpus = readCorpus();

/** Both vendors say what was written by hand; of the rest, each says its half. */
const shownTo = (vendor: string) =>
  corpus.filter(({ expect: expected }, index) => expected !== 'either' || (vendor === 'gemini') === (index % 2 === 0));

let standIn: ModelStandIn;
beforeAll(async () => {
  standIn = await modelStandIn();
});
afterAll(() => standIn.close());

it('has more than two hundred answers, each under a name of its own', () => {
  expect(corpus.length).toBeGreaterThan(200);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
});

describe.each(['anthropic', 'gemini'])('what %s may say', (vendor) => {
  const only: Record<string, string> = vendor === 'anthropic' ? { GEMINI_API_KEY: '' } : { ANTHROPIC_API_KEY: '' };
  let shop: ReturnType<typeof aDesk>;
  beforeAll(() => {
    shop = aDesk(standIn, only);
  });
  afterAll(() => shop.desk.close());

  it.each(shownTo(vendor).map(({ name, text, expect: expected }) => [name, text, expected] as const))(
    '%s: becomes a valid value or a failure with a name, and is billed',
    async (_name, text, expected) => {
      standIn.tell({ faults: [{ kind: 'malformed', text }] });
      const { desk, ledger } = shop;
      ledger.entries.length = 0;
      const judged: unknown[] = [];
      const bought = await desk.ask(
        aQuestion({
          maxOutputTokens: 20_000,
          schema: z.toJSONSchema(answer),
          judge: (json) => {
            const value: unknown = JSON.parse(json);
            judged.push(value);
            const { data, error } = answer.safeParse(value);
            return data ? { value: data } : { problems: error.issues.map(({ message }) => message) };
          },
        }),
      );

      if (bought.outcome === 'answered') expect(answer.safeParse(bought.value)).toMatchObject({ success: true });
      else expect(bought.code).toBe('MODEL_MALFORMED');
      if (expected !== 'either') expect(bought.outcome).toBe(expected === 'valid' ? 'answered' : 'failed');
      expect(ledger.entries.length).toBe(bought.outcome === 'answered' ? 1 : 2);
      expect(ledger.open).toEqual([]);
      for (const cost of ledger.settled) expect(cost).toBeGreaterThan(0);
      expect(Object.prototype).not.toHaveProperty('polluted');
      for (const value of judged) expect(hasDangerousKey(value)).toBe(false);
    },
  );
});

function hasDangerousKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => ['__proto__', 'constructor', 'prototype'].includes(key) || hasDangerousKey(inner),
  );
}
