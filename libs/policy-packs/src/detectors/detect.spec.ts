import { detect, DETECTOR_NAMES, type DetectorName } from './detect';

const found = (name: DetectorName, text: string, except: string[] = []): string[] =>
  detect(name, text, new Set(except)).map((place) => place.text);

describe('what is looked for in a text', () => {
  it.each<[DetectorName, string, string[]]>([
    ['shouted_words', 'BUY FLOWERS for your CRM ASAP', ['BUY', 'FLOWERS']],
    ['shouted_words', 'Save with code SPRING, made in USA', []],
    ['shouted_words', 'New SUVs, PDFs, B2B and 4K TVs', []],
    ['alternating_capitals', 'FlOwErS, FrEe, iPhone, McDonald, QuickBooks and eBay', ['FlOwErS', 'FrEe']],
    ['spaced_letters', 'F.L.O.W.E.R.S, S A L E and U.S.A.', ['F.L.O.W.E.R.S', 'S A L E']],
    ['repeated_punctuation', 'flowers!! what?! $$$ wait.. Really... a, b; c: https://d.e', ['!!', '?!', '$$$', '..']],
    ['gimmicky_symbols', '★ Deal → here* x² 5* hotel 20 °C Tally™', ['★', '→', '*', '²']],
    ['letter_substitution', 'f1owers c@shback p1zza', ['f1owers', 'c@shback', 'p1zza']],
    ['letter_substitution', 'B2B MP3 H2O i18n k8s covid19 me@tally.com web3 SAVE20', []],
    ['phone_number', 'Call +1 (555) 010-9999 or 030 1234567', ['+1 (555) 010-9999', '030 1234567']],
    [
      'phone_number',
      '1-800-FLOWERS or 555-123-4567, 01 23 45 67 89',
      ['555-123-4567', '01 23 45 67 89', '1-800-FLOWERS'],
    ],
    ['phone_number', 'Since 2019-2026, $1,299.00, 10 000 000 users, 24/7, 2026-11-23, 23.11.2026, 1.2.3', []],
    ['cut_off', 'Shoes for every…', ['…']],
    ['cut_off', 'Shoes for every foot.', []],
    ['list_marker', '1. Fast\n- cheap', ['1.', '-']],
    ['list_marker', 'Plan 1. Next: plan 2', []],
    ['repeated_word', 'Cheap cheap shoes. Shoes we had had', ['Cheap cheap']],
    ['gibberish', 'asdfghjk strengths Schweiz rhythms', ['asdfghjk']],
    ['leans_on_others', 'And save with', ['And', 'with']],
    ['leans_on_others', 'Save time with Tally', []],
    ['fancy_letters', '𝓢𝓪𝓵𝓮 now', ['𝓢𝓪𝓵𝓮']],
    ['wide_characters', 'Tally 速い “ok”', ['速い']],
    ['emoji', 'Hi 😀 there 🇫🇷', ['😀', '🇫🇷']],
    ['run_together_hashtags', '#smallbusinessownersunite #SmallBusinessOwners', ['#smallbusinessownersunite']],
    ['angle_brackets', 'a <b>', ['<', '>']],
    ['clear_disclosure', '#ad I love Tally', ['#ad']],
    ['clear_disclosure', 'Sponsored by Tally', ['Sponsored']],
    ['clear_disclosure', 'Ad | I love Tally', ['Ad']],
    ['clear_disclosure', 'Love it #travel #fun #tally #ad', []],
    ['clear_disclosure', 'Thanks to my #partner #spon, adding an advert soon', []],
  ])('%s in %p', (name, text, expected) => {
    expect(found(name, text).map((one) => one.trim())).toEqual(expected);
  });

  it('leaves a brand its own way of writing', () => {
    expect(found('shouted_words', 'ACMECORP sells SOCKS', ['ACMECORP'])).toEqual(['SOCKS']);
    expect(found('alternating_capitals', 'ToYoTaS', ['ToYoTaS'])).toEqual([]);
    expect(found('spaced_letters', 'Y.M.C.A', ['YMCA'])).toEqual([]);
    expect(found('letter_substitution', 'neo4jet', ['neo4jet'])).toEqual([]);
  });

  it('says what there is to look for, when asked for something else', () => {
    expect(() => detect('no_such_pattern', 'text')).toThrow(/There is no pattern no_such_pattern; known are .*emoji/);
    expect(DETECTOR_NAMES).toContain('emoji');
  });
});
