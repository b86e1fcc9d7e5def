import { inSnakeCase } from './brief-statements';
import { diffBriefs } from './diff-briefs';

const said = (text: string, evidenceIds: string[], confidence = 0.5, extra: object = {}) => ({
  ...{ text, evidenceIds, confidence },
  ...extra,
});

const before = {
  marketAnalysis: {
    tam: said('The market is large', ['e1'], 0.6, { value: 10, unit: 'billion USD' }),
    trends: [said('E-invoicing becomes law', ['e2']), said('Prices rise', ['e3'])],
  },
  recommendedChannels: [said('Freelancers read mail', ['e4'], 0.7, { channel: 'email', share: 0.6 })],
  openQuestions: ['How large is the SAM?'],
  researchSources: ['e1', 'e2', 'e3', 'e4'],
  confidence: 0.5,
  implications: [
    { text: 'Lead with the law', evidenceIds: ['e2'] },
    { text: 'Talk about prices', evidenceIds: ['e3'] },
  ],
};

describe('two briefs', () => {
  it('of the same statements do not differ, in whichever order they stand', () => {
    const { trends } = before.marketAnalysis;
    const turned = { ...before, marketAnalysis: { ...before.marketAnalysis, trends: trends.toReversed() } };
    expect(diffBriefs(before, turned)).toEqual({
      sections: [],
      implications: { added: [], removed: [], shaken: [] },
    });
  });

  it('differ in what was added and removed, with the implications that cite its evidence', () => {
    const after = {
      ...before,
      marketAnalysis: { ...before.marketAnalysis, trends: [before.marketAnalysis.trends[0], said('AI helps', ['e9'])] },
    };
    const { sections, implications } = diffBriefs(before, after);
    expect(sections).toMatchObject([
      {
        section: 'market_analysis.trends',
        added: [{ text: 'AI helps', evidence_ids: ['e9'], implications: [] }],
        removed: [{ text: 'Prices rise', evidence_ids: ['e3'], implications: ['Talk about prices'] }],
        changed: [],
      },
    ]);
    expect(implications.shaken).toEqual([{ text: 'Talk about prices', evidence_ids: ['e3'] }]);
  });

  it('know a statement again by its words, its channel or its evidence', () => {
    const after = {
      ...before,
      marketAnalysis: {
        tam: said('The market is large.', ['e1'], 0.6, { value: 12, unit: 'billion USD' }),
        trends: [said('E-invoicing is law since May', ['e8', 'e2'], 0.9), before.marketAnalysis.trends[1]],
      },
      recommendedChannels: [said('Mail is read', ['e7'], 0.7, { channel: 'email', share: 1 })],
      implications: [before.implications[0], { text: 'Hurry', evidenceIds: ['e8'] }],
    };
    const { sections, implications } = diffBriefs(before, after);
    expect(sections.map(({ section, changed }) => [section, changed.map(({ fields }) => fields)])).toEqual([
      ['market_analysis.tam', [['text', 'value']]],
      ['market_analysis.trends', [['text', 'evidence_ids', 'confidence']]],
      ['recommended_channels', [['text', 'evidence_ids', 'share']]],
    ]);
    expect(sections[1]?.changed[0]?.implications).toEqual(['Lead with the law', 'Hurry']);
    expect(implications).toEqual({
      added: [{ text: 'Hurry', evidence_ids: ['e8'] }],
      removed: [{ text: 'Talk about prices', evidence_ids: ['e3'] }],
      shaken: [{ text: 'Lead with the law', evidence_ids: ['e2'] }],
    });
  });

  it('of any form are read', () => {
    const { sections } = diffBriefs({}, { threats: [{ text: 'A rival' }], notes: ['One', 3, null], nothing: null });
    expect(sections.map(({ section, added }) => [section, added.map(({ text }) => text)])).toEqual([
      ['threats', ['A rival']],
      ['notes', ['One']],
    ]);
  });
});

it('a document is spelt as the API spells it', () => {
  expect(inSnakeCase({ openQuestions: ['As It Is'], tam: { evidenceIds: [], value: 1 }, none: null })).toEqual({
    open_questions: ['As It Is'],
    tam: { evidence_ids: [], value: 1 },
    none: null,
  });
});
