import type { EvidenceItem } from './evidence';
import { evidenceView } from './evidence-view';

const item = (text: string, data: unknown): EvidenceItem => ({
  ...{ id: `research:${'a'.repeat(64)}`, kind: 'vendor', source: 'keywords', title: 'Keywords', text, data },
  ...{ contentHash: 'a'.repeat(64), seenAt: '2027-03-01T00:00:00.000Z', tainted: true },
});

describe('evidence as the API shows it', () => {
  it('is whole where it can travel', () => {
    expect(evidenceView(item('Text', { volume: 3 }))).toMatchObject({
      ...{ text: 'Text', data: { volume: 3 }, url: null, is_whole: true, tainted: true },
    });
  });

  it('loses its data first, then the end of its text', () => {
    expect(evidenceView(item('Text', 'x'.repeat(300_000)))).toMatchObject({
      text: 'Text',
      data: null,
      is_whole: false,
    });
    const { text, is_whole: isWhole } = evidenceView(item('ü'.repeat(300_000), null));
    expect(isWhole).toBe(false);
    expect(text.length).toBeGreaterThan(39_000);
    expect(text.length).toBeLessThanOrEqual(40_001);
  });
});
