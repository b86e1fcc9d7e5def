import { deepestNesting, isDeeperThan, occurrences } from './nesting';

const levels = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levels)) : 0;

describe('how deep a JSON text is', () => {
  it.each([
    ['7', 0],
    ['', 0],
    ['{}', 1],
    ['[[]]', 2],
    ['{"a":{"b":[]},"c":{}}', 3],
    ['{"a":{}}{"b":{}}', 2],
  ])('%s: %i', (text, depth) => {
    expect(deepestNesting(text)).toBe(depth);
  });

  it.each(['{"text":"{[{["}', '["\\"[["]', '["\\\\",["\\\\\\"["]]', '{"[[":"]]"}', '["\\u005b["]'])(
    'counts no bracket inside a text: %s',
    (text) => {
      expect(deepestNesting(text)).toBe(levels(JSON.parse(text)));
    },
  );

  it('needs no stack for a million brackets', () => {
    expect(deepestNesting('['.repeat(1_000_000))).toBe(1_000_000);
    expect(isDeeperThan(32, '['.repeat(1_000_000))).toBe(true);
  });

  it('is compared with a limit, brackets beside each other and inside a text not counting', () => {
    expect(isDeeperThan(3, '[[[]]]')).toBe(false);
    expect(isDeeperThan(3, '[[[[]]]]')).toBe(true);
    expect(isDeeperThan(3, '[{"a":[{}]}]')).toBe(true);
    expect(isDeeperThan(3, '[[],[],{},{},[[]]]')).toBe(false);
    expect(isDeeperThan(3, '["[[[[[[{{{{{{"]')).toBe(false);
  });
});

it('counts how often a part stands in a text, no further than one beyond enough', () => {
  expect(occurrences('', 'a')).toBe(0);
  expect(occurrences('abaaa', 'a')).toBe(4);
  expect(occurrences('aaaa', 'aa')).toBe(2);
  expect(occurrences('aaaaaaaaaa', 'a', 3)).toBe(4);
});
