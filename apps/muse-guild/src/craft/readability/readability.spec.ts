import { countedWords, measureReadability, sentencesOf } from './readability';

describe('readability', () => {
  it('is Flesch’s and Kincaid’s to the decimal', () => {
    // 206.835 - 1.015 * 12 / 2 - 84.6 * 13 / 12, and 0.39 * 12 / 2 + 11.8 * 13 / 12 - 15.59
    expect(measureReadability('The cat sat on the mat. The dog ate a bone today.')).toEqual({
      sentences: 2,
      words: 12,
      syllables: 13,
      fleschReadingEase: 109.1,
      grade: -0.5,
    });
  });

  it('is unknown without words', () =>
    expect(measureReadability(' … ')).toMatchObject({ words: 0, fleschReadingEase: null, grade: null }));

  it('counts as a reader does', () => {
    expect(countedWords('One-click invoices don’t cost 9.50 a month')).toHaveLength(7);
    expect(sentencesOf('Paid by Dr. Reis? Yes.\nA line\n\n—')).toEqual(['Paid by Dr. Reis?', 'Yes.', 'A line']);
  });
});
