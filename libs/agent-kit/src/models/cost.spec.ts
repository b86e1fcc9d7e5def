import { loadCatalogue, rowOf } from './catalogue';
import { boundOf, countOf, inputBound, isPlausible, priceOf } from './cost';
import type { ModelUsage } from './model';

const catalogue = loadCatalogue(undefined);
const opus = rowOf(catalogue, 'claude-opus-4-1');
const sonnet = rowOf(catalogue, 'claude-sonnet-4-6');
const flash = rowOf(catalogue, 'gemini-2.0-flash-lite');
const NONE: ModelUsage = { inputTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, outputTokens: 0, thinkingTokens: 0 };
const asked = {
  system: 'You are short.',
  prompt: 'Why? '.repeat(40),
  schema: { type: 'object' },
  maxOutputTokens: 500,
};

describe('the price of usage', () => {
  it.each([
    ['a million tokens into flash', flash, { inputTokens: 1_000_000 }, 75_000],
    ['a million tokens out of flash', flash, { outputTokens: 1_000_000 }, 300_000],
    ['a million tokens into sonnet', sonnet, { inputTokens: 1_000_000 }, 3_000_000],
    ['a million tokens out of sonnet', sonnet, { outputTokens: 1_000_000 }, 15_000_000],
    ['a million tokens into opus', opus, { inputTokens: 1_000_000 }, 15_000_000],
    ['a million tokens out of opus', opus, { outputTokens: 1_000_000 }, 75_000_000],
    ['what was read from the cache', sonnet, { inputTokens: 1_000, cachedTokens: 1_000 }, 300],
    ['what was written to the cache', sonnet, { inputTokens: 1_000, cacheWriteTokens: 1_000 }, 3_750],
    ['thoughts, which are output already', sonnet, { outputTokens: 100, thinkingTokens: 90 }, 1_500],
    ['one token of flash, rounded up', flash, { inputTokens: 1 }, 1],
    ['forty tokens of flash, exactly', flash, { inputTokens: 40 }, 3],
    ['forty-one tokens of flash, rounded up', flash, { inputTokens: 41 }, 4],
    ['a sum rounded once, not part by part', flash, { inputTokens: 1, outputTokens: 3 }, 1],
    ['nothing', opus, {}, 0],
  ])('%s', (_name, row, usage, microUsd) => {
    expect(priceOf({ ...NONE, ...usage }, row)).toBe(microUsd);
  });

  it('is half in a batch, cache included', () => {
    const usage = { ...NONE, inputTokens: 3_000, cachedTokens: 1_000, cacheWriteTokens: 1_000, outputTokens: 2_000 };
    expect(priceOf(usage, sonnet, 'batch') * 2).toBe(priceOf(usage, sonnet));
  });
});

describe('the bound of a call', () => {
  it('covers any usage of it that a vendor can report', () => {
    const inputTokens = inputBound(asked);
    const dearest = { ...NONE, inputTokens, cacheWriteTokens: inputTokens, outputTokens: 500, thinkingTokens: 500 };
    for (const row of catalogue.models) {
      expect(boundOf(asked, row).microUsd).toBeGreaterThanOrEqual(priceOf({ ...dearest, cacheWriteTokens: 0 }, row));
      expect(boundOf(asked, row).microUsd).toBeGreaterThanOrEqual(priceOf(dearest, row));
      expect(boundOf(asked, row).tokens).toBe(inputTokens + 500);
    }
  });

  it.each(['ü'.repeat(100), '漢字'.repeat(100), '🧾'.repeat(100), '\u0000'.repeat(100)])(
    'has a token for each byte of %s',
    (prompt) => {
      expect(inputBound({ ...asked, prompt })).toBeGreaterThanOrEqual(Buffer.byteLength(prompt));
    },
  );
});

describe('usage that is reported', () => {
  const used = { ...NONE, inputTokens: 60, outputTokens: 20 };

  it('is believed where it can be true', () => {
    expect(isPlausible(used, asked, 'A short answer.')).toBe(true);
    expect(countOf(asked, 'A short answer.', sonnet)).toBeLessThanOrEqual(priceOf(used, sonnet));
  });

  it.each([
    ['no input', { inputTokens: 0 }],
    ['no output for a text', { outputTokens: 0 }],
    ['less than nothing', { inputTokens: -1 }],
    ['half a token', { outputTokens: 2.5 }],
    ['no number', { inputTokens: NaN }],
    ['more cached than sent', { cachedTokens: 61 }],
    ['more thoughts than output', { thinkingTokens: 21 }],
    ['far less than was sent', { inputTokens: 3 }],
  ])('is not believed with %s', (_name, change) => {
    expect(isPlausible({ ...used, ...change }, asked, 'A short answer.')).toBe(false);
  });
});
