import type { Content } from './content';
import { evaluate } from './evaluate';
import type { Finding } from './finding';
import { definePack, type PolicyPack } from './policy-pack';

const DAY = '2026-11-23';
const sources = {
  read: { url: 'https://a.example/rules', grade: 'P', seenAt: DAY },
  known: { url: 'https://b.example/hearsay', grade: 'K', seenAt: DAY },
};

const aPack = (rules: Record<string, unknown>[], particular: Record<string, unknown> = {}): PolicyPack =>
  definePack({
    platform: 'acme',
    version: '2026-01-01',
    effectiveFrom: '2026-01-01',
    reviewBy: '2027-01-01',
    fields: { titles: 'title', tags: 'tag' },
    sources,
    rules: rules.map((rule, index) => ({
      ruleId: `acme.rule_${index}`,
      surface: '*',
      field: 'titles',
      severity: 'BLOCK',
      source: 'read',
      ...rule,
    })),
    ...particular,
  });

const aContent = (fields: Content['fields']): Content => ({ surface: 'post', fields });
const findingsOf = (rules: Record<string, unknown>[], fields: Content['fields'], day = DAY): readonly Finding[] =>
  evaluate(aContent(fields), [aPack(rules)], { day }).findings;
const fixes = (rules: Record<string, unknown>[], fields: Content['fields']): string[] =>
  findingsOf(rules, fields).map(({ fix }) => fix);

describe('a content is held against rules', () => {
  it.each<[string, Record<string, unknown>, Content['fields'], string[]]>([
    [
      'a text too long',
      { unit: 'graphemes', op: 'max', value: 5 },
      { titles: ['short', 'longer!'] },
      ['Shorten title 2 by 2 characters: "longer!" has 7 of 5.'],
    ],
    [
      'a text of wide characters',
      { unit: 'google_ads_width', op: 'max', value: 5 },
      { titles: '速い靴' },
      ['Shorten title by 1 character: "速い靴" has 6 of 5, as a wide character counts 2.'],
    ],
    [
      'a text too short',
      { unit: 'graphemes', op: 'min', value: 5 },
      { titles: 'abcd' },
      ['Lengthen title by 1 character: it has 4, at least 5 needed.'],
    ],
    [
      'too many of them',
      { unit: 'items', op: 'max', value: 1 },
      { titles: ['a', 'b', ' ', 'c'] },
      ['Take out 2 titles: there are 3, at most 1 are allowed.'],
    ],
    [
      'too few of them',
      { unit: 'items', op: 'min', value: 2 },
      { titles: ['a', ''] },
      ['Add 1 title: there is 1, at least 2 needed.'],
    ],
    [
      'none of them short',
      { unit: 'graphemes', op: 'some_max', value: 2 },
      { titles: ['abc', 'abcd'] },
      ['Make one title at most 2 characters long: the shortest has 3.'],
    ],
    [
      'too much of it all together',
      { unit: 'exclamation_marks', op: 'total_max', value: 1, field: ['titles', 'tags'] },
      { titles: ['a!', 'b!'], tags: 'c!' },
      ['Take out 2 exclamation marks: all together there are 3, at most 1 allowed.'],
    ],
    [
      'too many hashtags',
      { unit: 'hashtags', op: 'max', value: 1 },
      { titles: '#a #b' },
      ['Take 1 hashtag out of title: it has 2, at most 1 allowed.'],
    ],
    [
      'something that must not be',
      { unit: 'phrase', op: 'forbid', value: ['click here'] },
      { titles: ['Click here!', 'Here'] },
      ['Take "Click here" out of title 1.'],
    ],
    ['emoji', { unit: 'emoji', op: 'forbid', value: 0 }, { titles: ['a 😀'] }, ['Take 1 emoji out of title 1.']],
    ['nothing where something must be', { unit: 'presence', op: 'require', value: true }, {}, ['Add the title.']],
    [
      'words that are missing',
      { unit: 'phrase', op: 'require', value: ['ad'] },
      { titles: ['a', 'b'] },
      ['Say in the title: ad.'],
    ],
    [
      'words that one lacks',
      { unit: 'phrase', op: 'matches', value: ['ad'] },
      { titles: ['ad a', 'b'] },
      ['Say in title 2: ad.'],
    ],
    ['another value', { unit: 'text', op: 'equals', value: 'en' }, { titles: 'de' }, ['Set title to en: it is de.']],
    [
      'none of the values',
      { unit: 'text', op: 'one_of', value: ['en', 'fr'] },
      { titles: 'de' },
      ['Make title one of en, fr: it is de.'],
    ],
    [
      'the same twice',
      { unit: 'text', op: 'unique', value: true },
      { titles: ['Tally', 'tally '] },
      ['Change title 2: "tally " is there before.'],
    ],
    [
      'one without the other',
      { unit: 'presence', op: 'needs', value: 'tags' },
      { titles: 'a' },
      ['Fill the tag, or leave the title empty: one needs the other.'],
    ],
    [
      'another name',
      { unit: 'text', op: 'agrees_with', value: ['tags'] },
      { titles: 'Tally', tags: 'acme.com' },
      ['Change title: "Tally" does not go with tags.'],
    ],
    [
      'a picture too small',
      { unit: 'px', op: 'min', value: 300 },
      { titles: [299, 300] },
      ['Bring title 1 up to 300 px: it is 299.'],
    ],
  ])('%s', (_what, rule, fields, expected) => {
    expect(fixes([rule], fields)).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>, Content['fields']]>([
    ['as long as it may be', { unit: 'graphemes', op: 'max', value: 5 }, { titles: ['12345'] }],
    ['one of them short', { unit: 'graphemes', op: 'some_max', value: 2 }, { titles: ['abc', 'ab'] }],
    [
      'the domain’s name',
      { unit: 'text', op: 'agrees_with', value: ['tags'] },
      { titles: 'Tally Accounts', tags: 'tally' },
    ],
    [
      'the initials',
      { unit: 'text', op: 'agrees_with', value: ['tags'] },
      { titles: 'Big Blue Machines', tags: 'bbm' },
    ],
    ['no name to compare with', { unit: 'text', op: 'agrees_with', value: ['tags'] }, { titles: 'Tally' }],
    ['words beyond those that count', { unit: 'phrase', op: 'forbid', value: ['ad'], within: 3 }, { titles: 'one ad' }],
    [
      'a word that is not meant',
      { unit: 'pattern', op: 'forbid', value: 'shouted_words', except: ['SHOES'] },
      { titles: 'SHOES' },
    ],
    ['another kind of content', { unit: 'items', op: 'max', value: 0, surface: ['story'] }, { titles: 'a' }],
    [
      'a condition that is not met',
      { unit: 'items', op: 'max', value: 0, when: [{ field: 'paid', is: true }] },
      { titles: 'a' },
    ],
  ])('finds nothing: %s', (_what, rule, fields) => {
    expect(findingsOf([rule], fields)).toEqual([]);
  });

  it('says of a finding what, how much, by which rule and why', () => {
    expect(findingsOf([{ unit: 'graphemes', op: 'max', value: 5 }], { titles: ['short', 'longer!'] })).toEqual([
      {
        ruleId: 'acme.rule_0',
        field: 'titles',
        index: 1,
        text: 'longer!',
        observed: 7,
        limit: 5,
        unit: 'graphemes',
        severity: 'BLOCK',
        source: 'https://a.example/rules',
        grade: 'P',
        fix: 'Shorten title 2 by 2 characters: "longer!" has 7 of 5.',
      },
    ]);
  });

  it('puts the gravest first, then keeps the order of rules and values', () => {
    const short = { unit: 'graphemes', op: 'max', value: 1 };
    const rules = [
      { ...short, severity: 'INFO' },
      { ...short, severity: 'WARN' },
      short,
      { ...short, severity: 'WARN' },
    ];
    const order = findingsOf(rules, { titles: ['ab', 'cd'] }).map(
      ({ ruleId, index }) => `${ruleId.slice(-1)}:${index}`,
    );
    expect(order).toEqual(['2:0', '2:1', '1:0', '1:1', '3:0', '3:1', '0:0', '0:1']);
  });

  it('lets a rule of grade K warn at most, whatever it says of itself', () => {
    const rule = { unit: 'items', op: 'max', value: 0, source: 'known', severity: 'BLOCK' };
    expect(findingsOf([rule], { titles: 'a' })).toMatchObject([{ severity: 'WARN', grade: 'K' }]);
    expect(findingsOf([{ ...rule, severity: 'INFO' }], { titles: 'a' })).toMatchObject([{ severity: 'INFO' }]);
  });
});

describe('the day and the place decide which rules hold', () => {
  const forbidden = { unit: 'items', op: 'max', value: 0 };
  const holds = (rule: Record<string, unknown>, day: string, jurisdictions?: string[]): boolean =>
    evaluate(aContent({ titles: 'a' }), [aPack([{ ...forbidden, ...rule }])], { day, jurisdictions }).findings.length >
    0;

  it('from its first day to its last', () => {
    const rule = { effectiveFrom: '2026-06-09', effectiveTo: '2026-12-31' };
    expect(['2026-06-08', '2026-06-09', '2026-12-31', '2027-01-01'].map((day) => holds(rule, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('within its jurisdiction and around it', () => {
    const places = [['US'], ['US-NY'], ['US-CA'], ['FR'], ['GB', 'US-NY'], undefined];
    expect(places.map((place) => holds({ jurisdiction: 'US-NY' }, DAY, place))).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(places.map((place) => holds({ jurisdiction: 'US' }, DAY, place))).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(places.map((place) => holds({ jurisdiction: 'EU' }, DAY, place))).toEqual([
      false,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('takes the latest edition that may be applied to the day, and names it', () => {
    const editions = [
      aPack([forbidden], { version: '2026-06-01', effectiveFrom: '2026-06-01' }),
      aPack([{ ...forbidden, value: 9 }], { version: '2026-01-01', effectiveFrom: '2026-01-01' }),
    ];
    const on = (day: string) => evaluate(aContent({ titles: 'a' }), editions, { day });
    expect(on('2026-05-31')).toEqual({ findings: [], packVersions: { acme: '2026-01-01' } });
    expect(on('2026-06-01')).toMatchObject({
      findings: [{ ruleId: 'acme.rule_0' }],
      packVersions: { acme: '2026-06-01' },
    });
  });

  it('lets nothing pass for lack of an edition', () => {
    expect(evaluate(aContent({ titles: 'a' }), [aPack([forbidden])], { day: '2025-12-31' })).toMatchObject({
      findings: [{ ruleId: 'acme.no_pack', severity: 'WARN' }],
      packVersions: {},
    });
  });
});
