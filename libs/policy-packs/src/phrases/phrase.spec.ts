import { wordsOf } from '../units/words';
import { findPhrases, parsePhrase } from './phrase';

const found = (phrase: string, text: string): string[] =>
  findPhrases([parsePhrase(phrase)], wordsOf(text)).map(({ start, end }) => text.slice(start, end));

describe('a phrase', () => {
  it.each([
    ['click here', 'So CLICK, here: and click-here', ['CLICK, here', 'click-here']],
    ['lose|losing # pounds|lbs', 'Losing 30 lbs, or lose three pounds', ['Losing 30 lbs', 'lose three pounds']],
    ['guarantee*', 'Guaranteed, guarantees', ['Guaranteed', 'guarantees']],
    [
      'lose ~2 weight',
      'lose weight; lose all that weight; lose all of the weight',
      ['lose weight', 'lose all that weight'],
    ],
    ["don't wait", 'Don’t wait', ['Don’t wait']],
    ['eat all', 'Eat. All is well', []],
  ])('%p in %p', (phrase, text, expected) => {
    expect(found(phrase, text)).toEqual(expected);
  });

  it('that would find everything is refused', () => {
    expect(() => parsePhrase('~3')).toThrow('has no word');
  });
});
