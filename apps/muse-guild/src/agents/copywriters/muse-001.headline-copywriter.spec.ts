import { NO_EVIDENCE } from '@raptor/agent-kit';
import { graphemes } from '../../craft/text/graphemes';
import { sampleProof } from '../sample-proof';
import { headlineCopywriter } from './muse-001.headline-copywriter.agent';
import type { HeadlineAnswer, HeadlineTask } from './muse-001.schema';

interface Case {
  readonly task: HeadlineTask;
  readonly floor: HeadlineAnswer;
}

const caseOf = (input: unknown): Case => {
  const task = headlineCopywriter.input.parse(input);
  return { task, floor: headlineCopywriter.floor(task, NO_EVIDENCE) };
};
const [freelancers, bakery, plant, german] = headlineCopywriter.samples.map(({ input }) => caseOf(input)) as [
  Case,
  Case,
  Case,
  Case,
];

const texts = ({ floor }: Case): string[] => floor.headlines.map(({ text }) => text);
const problems = ({ task, floor }: Case, change: (answer: HeadlineAnswer) => void): string => {
  const answer = structuredClone(floor);
  change(answer);
  return (headlineCopywriter.check?.(answer, task, NO_EVIDENCE) ?? []).join('\n');
};

describe('the floor of the Headline Copywriter', () => {
  it('takes a benefit and a deed into different formulas, best first', () => {
    expect(texts(freelancers)).toEqual([
      'Get invoices paid sooner with Tally',
      'Paid 9 days sooner on average',
      'For freelancers: invoices paid sooner',
      'How to get invoices paid sooner',
      'Tally: invoices paid sooner',
      'Want invoices paid sooner?',
      'Invoices paid sooner',
      'Tally, made for freelancers',
    ]);
    expect(texts(plant)).toContain('Plan maintenance before machines stop with Granite');
  });

  it('speaks the brand’s words within thirty-two characters', () => {
    expect(texts(bakery)).toContain('Brot & Co: fresh rolls by six');
    expect(Math.max(...texts(bakery).map(graphemes))).toBeLessThanOrEqual(32);
  });

  it('asks nothing where the brand is formal, and has what is required', () => {
    expect(texts(plant).filter((text) => text.endsWith('?'))).toEqual([]);
    expect(texts(plant)).toContain('ISO 55001: plan maintenance before machines stop');
  });

  it('uses no English in another language, and says how it measured', () => {
    expect(texts(german)).toContain('Angebote in einer Minute | Schnell');
    expect(german.floor.notes).toContain('Clarity is measured with English rules.');
  });

  it('counts as a reader does', () => {
    const family = caseOf({ product: '👨‍👩‍👧 Nest', audience: 'parents', promise: 'calmer mornings', maxLength: 24 });
    expect(family.floor.headlines.find(({ text }) => text === '👨‍👩‍👧 Nest: calmer mornings')?.length).toBe(23);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('holds for whatever brief is accepted (%i)', (seed) => {
    const pick = <T>(list: readonly T[], salt: number): T => list[(seed * 7 + salt * 3) % list.length] as T;
    const input = {
      product: pick(['Tally', 'A very long product name', 'Ω', 'X2'], 1),
      audience: pick(['freelancers', 'owners of small bakeries', '3 people', 'Ärzte'], 2),
      promise: pick(['no more spreadsheets', 'Sleep better', '20% less waste', 'a calmer inbox.'], 3),
      maxLength: pick([48, 60, 90, 200], 4),
      lexicon: {
        banned: pick([[], ['meet', 'get', 'for', 'with', 'how', 'want']], 5),
        required: pick([[], ['organic']], 6),
      },
      proofPoints: pick([[], [sampleProof('Used in 12 countries.'), sampleProof('A best-seller since 2019')]], 7),
      count: pick([5, 8, 10], 8),
    };
    const found = caseOf(input);
    expect(headlineCopywriter.output.parse(found.floor)).toEqual(found.floor);
    expect(problems(found, () => undefined)).toBe('');
  });
});

describe('an answer of a model', () => {
  it.each<[string, (answer: HeadlineAnswer) => void, RegExp]>([
    [
      'is too long',
      ({ headlines: [h] }) => void (h!.text = 'Invoices paid sooner, '.repeat(4).trim()),
      /characters, over 60/,
    ],
    [
      'invents a figure',
      ({ headlines: [h] }) => void (h!.text = 'Invoices paid in 3 days'),
      /has 3, which neither the brief/,
    ],
    [
      'uses a proof point without citing it',
      ({ headlines: [h] }) => void Object.assign(h!, { text: 'Paid 9 days earlier', evidenceIds: [] }),
      /has 9, which/,
    ],
    [
      'tops everybody without proof',
      ({ headlines: [h] }) => void (h!.text = 'The best way to be paid'),
      /claims "best" and cites nothing/,
    ],
    ['shouts', ({ headlines: [h] }) => void (h!.text = 'Paid SOONER with Tally'), /shouts: "SOONER"/],
    ['looks like spam', ({ headlines: [h] }) => void (h!.text = 'Paid sooner!! Act now'), /looks like spam/],
    ['is quoted', ({ headlines: [h] }) => void (h!.text = '“Paid sooner”'), /marks or space around it/],
    [
      'is there twice',
      ({ headlines: [a, b] }) => void (b!.text = a!.text.toUpperCase().toLowerCase()),
      /is there twice/,
    ],
    [
      'cites a stranger',
      ({ headlines: [h] }) => void (h!.evidenceIds = [`research:${'0'.repeat(64)}`]),
      /There is no evidence/,
    ],
  ])('is rejected when a headline %s', (_what, change, reason) =>
    expect(problems(freelancers, change)).toMatch(reason),
  );

  it('is rejected when it says what the brand does not say', () => {
    expect(problems(bakery, ({ headlines: [h] }) => void (h!.text = 'Cheap rolls by six'))).toMatch(
      /says "cheap": say "fresh"/,
    );
    expect(problems(bakery, ({ headlines: [h] }) => void (h!.text = 'Get rolls by six'))).toMatch(
      /uses "get", which is banned/,
    );
    expect(
      problems(plant, ({ headlines }) => headlines.forEach((h) => (h.text = h.text.replace('ISO 55001', 'Norm')))),
    ).toMatch(/No headline has "ISO 55001"/);
  });

  it('has its scores worked out by code', () => {
    const answer = headlineCopywriter.output.parse({
      headlines: freelancers.floor.headlines.map(({ text, formula, reason, evidenceIds }) => ({
        text,
        formula,
        reason,
        evidenceIds,
        score: 100,
      })),
    });
    expect(headlineCopywriter.finish?.(answer, freelancers.task, NO_EVIDENCE)).toEqual(freelancers.floor);
  });
});

describe('a brief for headlines', () => {
  const ask = (change: object): string =>
    headlineCopywriter.input
      .safeParse({ ...freelancers.task, ...change })
      .error?.issues.map(({ message }) => message)
      .join() ?? '';

  it.each([
    [
      { maxLength: 25 },
      "must have at most 17 characters, so that it fits beside the product's name: shorten it, or raise maxLength",
    ],
    [{ lexicon: { banned: ['paid'] } }, 'uses "paid", which the brand bans: say it in other words'],
    [
      { lexicon: { required: ['x'.repeat(60)] } },
      `requires "${'x'.repeat(60)}", which does not fit beside the product's name`,
    ],
  ])('is refused with a reason: %j', (change, message) => expect(ask(change)).toBe(message));
});
