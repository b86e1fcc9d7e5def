import { deepestNesting } from './nesting';

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

  it('needs no stack for a million brackets, and no balance', () => {
    expect(deepestNesting('['.repeat(1_000_000))).toBe(1_000_000);
    expect(deepestNesting(']]]]')).toBe(0);
    // What closes more than it opens must not hide what it opens later.
    expect(deepestNesting(`${']'.repeat(100)}${'['.repeat(50)}`)).toBe(50);
  });
});
