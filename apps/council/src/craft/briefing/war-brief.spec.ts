import { judged, type Lesson } from './learning';
import { briefOf, type Finding } from './war-brief';

const id = (digit: string): string => `research:${digit.repeat(64)}`;
const found = (section: Finding['section'], text: string, more: Partial<Finding> = {}): Finding => ({
  section,
  text,
  evidenceIds: [id('a')],
  confidence: 0.8,
  ...more,
});

describe('a war brief', () => {
  it('holds what research found, the surest first, each with its evidence', () => {
    const brief = briefOf([
      found('persona.objection', 'Too dear', { confidence: 0.4 }),
      found('persona.objection', 'Hard to move to', { confidence: 0.9, evidenceIds: [id('b')] }),
    ]);
    expect(brief.personaDeepDive.objections).toEqual([
      { text: 'Hard to move to', evidenceIds: [id('b')], confidence: 0.9 },
      { text: 'Too dear', evidenceIds: [id('a')], confidence: 0.4 },
    ]);
    expect(brief.researchSources).toEqual([id('a'), id('b')]);
  });

  it('turns what rests on nothing into a question', () => {
    const brief = briefOf([found('messaging.proof_point', 'Everybody loves it', { evidenceIds: [] })]);
    expect(brief.messagingInsights.proofPoints).toEqual([]);
    expect(brief.openQuestions).toEqual(['What supports this: Everybody loves it']);
  });

  it('asks which of two figures is right', () => {
    const size = (value: number, digit: string) =>
      found('market.tam', `The market is ${value} million`, {
        evidenceIds: [id(digit)],
        figure: { of: 'the market', value, unit: 'million USD' },
      });
    const brief = briefOf([size(200, 'a'), size(900, 'b')]);
    expect(brief.openQuestions).toEqual(['Which is right for the market: 200 million USD or 900 million USD?']);
    expect(brief.marketAnalysis.tam?.value).toBe(200);
  });

  it('splits channels by how well they fit, to exactly one', () => {
    const channel = (name: string, score: number) => found('channel', `${name} fits`, { channel: { name, score } });
    const { recommendedChannels } = briefOf([
      channel('search', 0.9),
      channel('email', 0.6),
      channel('social', 0.5),
      channel('search', 0.3),
    ]);
    expect(recommendedChannels.map((each) => [each.channel, each.share])).toEqual([
      ['search', 0.45],
      ['email', 0.3],
      ['social', 0.25],
    ]);
  });

  it('is the surer the more of it is there', () => {
    const little = briefOf([found('channel', 'x')]);
    const more = briefOf([found('channel', 'x'), found('market.trend', 'y'), found('persona.journey', 'z')]);
    expect(more.confidence).toBeGreaterThan(little.confidence);
    expect(briefOf([]).confidence).toBe(0);
  });
});

describe('a lesson', () => {
  const lesson: Lesson = {
    text: 'Short subjects are opened more',
    evidenceIds: [id('a')],
    pValue: 0.01,
    sampleSize: 4_000,
    tainted: false,
  };

  it.each<[string, Partial<Lesson>, readonly string[], boolean]>([
    ['was measured', {}, [], true],
    ['was counted often enough without a test', { pValue: null }, [], true],
    ['may be chance', { pValue: 0.05 }, [], false],
    ['was seen a few times', { pValue: null, sampleSize: 99 }, [], false],
    ['rests on nothing', { evidenceIds: [] }, [], false],
    ['strangers wrote', { tainted: true }, [], false],
    ['is known', {}, ['short subjects: are opened MORE'], false],
  ])('that %s', (_what, changes, remembered, isAccepted) => {
    expect(judged({ ...lesson, ...changes }, remembered).isAccepted).toBe(isAccepted);
  });
});
