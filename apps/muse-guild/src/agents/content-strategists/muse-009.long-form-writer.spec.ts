import { NO_EVIDENCE } from '@raptor/agent-kit';
import { sampleProof } from '../sample-proof';
import { longFormWriter } from './muse-009.long-form-writer.agent';
import type { ArticleAnswer, ArticleTask } from './muse-009.schema';

interface Case {
  readonly task: ArticleTask;
  readonly floor: ArticleAnswer;
}

const caseOf = (input: unknown): Case => {
  const task = longFormWriter.input.parse(input);
  return { task, floor: longFormWriter.floor(task, NO_EVIDENCE) };
};
const [rich, thin, bare] = longFormWriter.samples.map(({ input }) => caseOf(input)) as [Case, Case, Case];

const problems = ({ task, floor }: Case, change: (answer: ArticleAnswer) => void): string => {
  const answer = structuredClone(floor);
  change(answer);
  const finished = longFormWriter.finish?.(answer, task, NO_EVIDENCE) ?? answer;
  return (longFormWriter.check?.(finished, task, NO_EVIDENCE) ?? []).join('\n');
};

describe('the floor of the Long-form Writer', () => {
  it('states each point under its heading and shows it in the words of its sources', () => {
    expect(rich.floor.outline).toEqual(['In short', 'Why invoices wait', 'Remind early', 'Say it in one line']);
    expect(rich.floor.markdown).toContain(
      'According to the Freelance Payments Survey 2025: “We asked 1,204 freelancers',
    );
    expect(rich.floor.markdown).toContain('Late payment is the rule, not the exception. [1]');
    expect(rich.floor.sources).toHaveLength(4);
  });

  it('uses all the material where there is room, and says when it does not reach', () => {
    expect(rich.floor.markdown).toContain('The wording made no difference that we could measure.');
    expect(thin.floor.shortfall?.reason).toMatch(
      /^The excerpts of 1 point carry no more without padding\. 3 of 4 points are left out/,
    );
    const words = thin.floor.measures?.words;
    expect(thin.floor.shortfall).toMatchObject({ wanted: 1200, written: words });
  });

  it('is as long as was asked, where there is more material than that', () => {
    const short = caseOf({ ...rich.task, words: 150 });
    expect(short.floor.measures?.words).toBeLessThanOrEqual(165);
    expect(short.floor.measures?.words).toBeLessThan(rich.floor.measures?.words ?? 0);
  });

  it('leaves out, by name, what nothing shows', () => {
    expect(thin.floor.omitted).toEqual([
      { point: 'Our cutting-edge sensors see every fault', reason: 'It uses "cutting-edge", which the brand bans.' },
      { point: 'Plants save 40% in the first year', reason: 'None of its excerpts has its figure 40.' },
      { point: 'Begin with the machine that stops most often', reason: 'No evidence was given for it.' },
    ]);
    expect(bare.floor.sections[0]?.paragraphs[0]?.sentences.map(({ text }) => text)).toContain(
      'There is no evidence yet for anything that could be said here.',
    );
  });

  it('keeps to the outline and to the brand’s words', () => {
    expect(thin.floor.outline).toEqual(['In short', 'What unplanned stops cost']);
    expect(thin.floor.markdown).toContain('Unplanned standstill costs more than the repair.');
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))('holds for whatever brief is accepted (%i)', (seed) => {
    const pick = <T>(list: readonly T[], salt: number): T => list[(seed * 5 + salt * 3) % list.length] as T;
    const excerpt = (at: number): string =>
      pick(
        [
          'A short line',
          'Dr. Reis said “stop” to 12 people. Nobody moved for a while.',
          'One.\nTwo words here now. '.repeat(40),
          'x'.repeat(900),
        ],
        at,
      ) + ` (${pick([at, 0], at)})`;
    const keyPoints = Array.from({ length: pick([1, 3, 20], 2) }, (_, at) => ({
      point: pick(
        ['It works well for teams', 'Costs fall by 12 percent', 'Same point again', `Point number ${at}?`],
        at,
      ),
      evidence: Array.from({ length: at % 4 }, (_none, nth) => ({
        evidenceId: sampleProof(`${at % 7} ${nth}`).evidenceId,
        excerpt: excerpt(at + nth),
        ...(nth === 1 && { source: 'a “quoted” source' }),
      })),
    }));
    const found = caseOf({
      topic: '3 ways to rest',
      audience: 'teams',
      words: pick([150, 900, 2500], 4),
      outline: pick([[], ['One', 'Two'], ['Rest', 'rest']], 5),
      callToAction: { text: 'Rest now!' },
      lexicon: { banned: pick([[], ['nobody']], 6) },
      keyPoints,
    });
    expect(longFormWriter.output.parse(found.floor)).toEqual(found.floor);
    expect(problems(found, () => undefined)).toBe('');
  });
});

describe('an article of a model', () => {
  const sentence = (answer: ArticleAnswer) => answer.sections[1]!.paragraphs[0]!.sentences[0]!;

  it.each<[string, (answer: ArticleAnswer) => void, RegExp]>([
    [
      'states a fact and cites nothing',
      (a) => void Object.assign(sentence(a), { text: 'Most freelancers wait for weeks.', sources: [] }),
      /states a fact and cites nothing/,
    ],
    [
      'has a figure that its source does not have',
      (a) => void (sentence(a).text = 'Late payment hits 72% of invoices.'),
      /has 72, which the sources it cites do not have/,
    ],
    [
      'quotes what nobody said',
      (a) => void (sentence(a).text = 'They say: “we never pay on time at all”.'),
      /is in no source that it cites, word for word/,
    ],
    ['names a source that is not there', (a) => void (sentence(a).sources = [99]), /There is no source 99/],
    [
      'forgets a point',
      (a) => void a.sections.pop(),
      /"Terms on the invoice are read when they are short" is neither said nor named in omitted/,
    ],
    [
      'omits a point that has evidence',
      (a) => void a.omitted.push({ point: 'Late payment is the rule, not the exception', reason: 'Dull.' }),
      /has evidence and is left out/,
    ],
    [
      'has too long a title',
      (a) => void (a.title = 'Getting paid '.repeat(7).trim()),
      /The title has 90 characters, over 70/,
    ],
    [
      'has a figure of its own in the title',
      (a) => void (a.title = '7 ways to be paid'),
      /7 in title, description or headings is in no excerpt/,
    ],
    ['changes the call to action', (a) => void (a.callToAction.text = 'Buy now.'), /callToAction must be the brief's/],
    [
      'says the same twice',
      (a) => void a.sections[1]!.paragraphs.push({ sentences: [{ ...sentence(a) }] }),
      /is said twice|says the same twice/,
    ],
  ])('is rejected when it %s', (_deed, change, reason) => expect(problems(rich, change)).toMatch(reason));

  it('is rejected when it says what the brand does not say', () => {
    expect(problems(thin, (a) => void (sentence(a).text = 'Unplanned downtime is costly.'))).toMatch(
      /says "downtime": say "standstill"/,
    );
  });

  it('names sources by number, and code puts in their ids, counts and the text', () => {
    const plain = longFormWriter.output.parse({
      ...structuredClone(rich.floor),
      sections: rich.floor.sections.map(({ heading, paragraphs }) => ({
        heading,
        paragraphs: paragraphs.map(({ sentences }) => ({
          sentences: sentences.map(({ text, sources }) => ({ text, sources })),
        })),
      })),
      ...{ outline: [], sources: [], shortfall: null, measures: undefined, markdown: undefined },
    });
    expect(longFormWriter.finish?.(plain, rich.task, NO_EVIDENCE)).toEqual(rich.floor);
  });
});
