import { visualDesigner } from './muse-011.visual-designer.agent';
import { visualTask, type VisualAnswer } from './muse-011.schema';

const NOTHING = { items: [], lacking: [] };
const PROOF = `research:${'a'.repeat(64)}`;
const task = (more: object = {}) =>
  visualTask.parse({
    ...{ company: 'Tally', audience: 'freelancers', headline: 'invoices paid sooner', callToAction: 'Start free' },
    ...{ palette: [{ role: 'primary', hex: '#1d4ed8' }], formats: ['linkedin_landscape'], seed: 1 },
    ...more,
  });
const drawn = (more: object = {}): VisualAnswer => visualDesigner.floor(task(more), NOTHING);

describe('the Visual Designer', () => {
  it('says in words what the picture says, and lists what it says for those who check texts', () => {
    const { words, copy, designs } = drawn();
    expect(words).toEqual({
      headline: 'Invoices paid sooner',
      kicker: 'For freelancers',
      altText: 'Tally: For freelancers. Invoices paid sooner. Button: Start free.',
    });
    expect(copy.map(({ field, text }) => [field, text])).toEqual([
      ['title', 'Invoices paid sooner'],
      ['body', 'For freelancers'],
      ['call_to_action', 'Start free'],
      ['alt_text', words.altText],
    ]);
    expect(designs).toMatchObject([{ width: 1_200, height: 628, altText: words.altText }]);
  });

  it('draws others for other tasks', () => {
    const all = [drawn(), drawn({ company: 'Crumb' }), drawn({ seed: 2 }), drawn({ formats: ['instagram_square'] })];
    expect(new Set(all.map(({ designs }) => designs[0]?.svgHash)).size).toBe(4);
  });

  it('takes a template that was not used lately, and any where all were', () => {
    const template = (recentTemplates: string[]) => drawn({ recentTemplates }).designs[0]?.templateCode;
    expect(template(['panel', 'field'])).toBe('frame');
    expect(template(['frame', 'field'])).toBe('panel');
    expect(template(['frame', 'field', 'panel'])).toBe(template([]));
  });

  it('shows no figure that nothing proves, and cites what proves one', () => {
    const headline = 'Clients pay 9 days earlier';
    expect(drawn({ headline }).words.headline).toBe('Tally for freelancers');
    const proven = drawn({ headline, proofPoints: [{ text: 'Clients pay 9 days earlier.', evidenceId: PROOF }] });
    expect(proven.copy[0]).toEqual({ field: 'title', text: headline, evidenceIds: [PROOF] });
  });

  it('shows the beginning of a promise that is too long to be read at a glance, where that stands by itself', () => {
    const long =
      'Tally writes your invoice from your calendar and reminds your client, politely, until all of it is paid';
    expect(drawn({ headline: long }).words.headline).toBe('Tally writes your invoice from your calendar');
    expect(drawn({ headline: `Invoices, ${'reminders '.repeat(12)}` }).words.headline).toBe('Tally for freelancers');
  });

  it('keeps to the brand’s words', () => {
    const lexicon = { banned: ['sooner'], preferred: [{ insteadOf: 'freelancers', say: 'the self-employed' }] };
    expect(drawn({ lexicon }).words.headline).toBe('Tally for the self-employed');
  });

  it('says which characters it cannot draw, and that it has not the brand’s font', () => {
    expect(drawn({ headline: 'Paid \u{10FFFD} sooner', typography: { headings: 'Papyrus' } }).notes).toEqual([
      expect.stringContaining('\u{10FFFD}'),
      expect.stringContaining('Papyrus'),
    ]);
  });

  it('draws a model’s words in the same layout, whatever else the model says', () => {
    const words = { headline: 'Your Sundays back', altText: 'Tally: Your Sundays back. Button: Start free.' };
    const [design] = drawn().designs;
    const better = visualDesigner.finish?.(
      { words, copy: [], designs: design ? [{ ...design, svg: '<svg onload="x">' }] : [], notes: [] },
      task(),
      NOTHING,
    );
    expect(better?.designs[0]?.svg).toContain('<title id="title">Your Sundays back</title>');
    expect(better?.designs[0]?.svg).not.toContain('onload');
    expect(visualDesigner.check?.(better as VisualAnswer, task(), NOTHING)).toEqual([]);
  });

  it.each([
    [{ headline: 'Paid 40 % sooner' }, /40/],
    [{ headline: 'a'.repeat(91) }, /over 90/],
    [{ headline: 'ACT NOW!!' }, /spam/],
    [{ altText: 'A blue picture of Tally' }, /does not say what the headline says/],
    [{ altText: 'Invoices paid sooner' }, /who speaks/],
    [{ kicker: ' For freelancers' }, /space/],
    [{ headline: 'Sooner \u{10FFFD}' }, /No font/],
  ])('does not take %j', (more, said) => {
    const words = { ...drawn().words, ...more };
    const answer = visualDesigner.finish?.({ ...drawn(), words }, task(), NOTHING) as VisualAnswer;
    expect(visualDesigner.check?.(answer, task(), NOTHING).join()).toMatch(said);
  });
});
