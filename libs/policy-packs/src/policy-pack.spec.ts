import { contentHashOf } from './content-hash';
import { overdueRules } from './overdue-rules';
import { definePack } from './policy-pack';

const rule = {
  ruleId: 'acme.a',
  surface: '*',
  field: 'titles',
  unit: 'items',
  op: 'max',
  value: 1,
  severity: 'WARN',
  source: 'read',
};
const data = (...rules: Record<string, unknown>[]) => ({
  platform: 'acme',
  version: '2026-01-01',
  effectiveFrom: '2026-01-01',
  reviewBy: '2026-07-01',
  fields: {},
  sources: { read: { url: 'https://a.example/', grade: 'P', seenAt: '2026-01-01' } },
  rules: rules.map((one) => ({ ...rule, ...one })),
});

describe('a pack', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a length that is no number', { value: 'long' }, /acme\.a: max needs a number/],
    [
      'a pattern nobody knows',
      { op: 'forbid', unit: 'pattern', value: '(a+)+' },
      /there is no pattern \(a\+\)\+; known are/,
    ],
    ['phrases that are no list', { op: 'forbid', unit: 'phrase', value: 'x' }, /phrases are a list/],
    ['presence that is counted', { unit: 'presence' }, /presence cannot be counted/],
    ['a phrase that is counted', { unit: 'phrase', op: 'unique', value: ['a'] }, /unique cannot look for a phrase/],
    ['an end before the beginning', { effectiveTo: '2025-01-01' }, /it ends before it begins/],
    ['values that are no list', { op: 'one_of', unit: 'text' }, /one_of needs a list/],
    ['a field that is no name', { op: 'needs', unit: 'presence', value: 3 }, /needs takes the name of a field/],
    ['a word nobody knows', { colour: 'red' }, /colour/],
    ['a source it does not have', { source: 'hearsay' }, /acme\.a names the source hearsay/],
  ])('is refused with %s', (_what, particular, reason) => {
    expect(() => definePack(data(particular))).toThrow(reason);
  });

  it('has each rule once', () => {
    expect(() => definePack(data({}, {}))).toThrow('acme 2026-01-01 has acme.a twice');
  });

  it('has a hash of its rules, whatever the order of their keys and whoever has kept them', () => {
    const { contentHash, rules } = definePack(data({}));
    expect(contentHashOf(JSON.parse(JSON.stringify(rules)))).toBe(contentHash);
    expect(contentHashOf(rules.map((one) => Object.fromEntries(Object.entries(one).reverse())))).toBe(contentHash);
    expect(definePack(data({ value: 2 })).contentHash).not.toBe(contentHash);
  });

  it('is to be reviewed when the first of its rules is, and names those that are overdue', () => {
    const pack = definePack(
      data(
        {},
        { ruleId: 'acme.b', reviewBy: '2026-03-01' },
        { ruleId: 'acme.c', reviewBy: '2026-02-01', effectiveTo: '2026-02-28' },
      ),
    );
    expect(pack.reviewBy).toBe('2026-02-01');
    expect(overdueRules([pack], '2026-07-01').map(({ ruleId }) => ruleId)).toEqual(['acme.b']);
    expect(overdueRules([pack], '2026-07-02').map(({ ruleId }) => ruleId)).toEqual(['acme.b', 'acme.a']);
  });
});
