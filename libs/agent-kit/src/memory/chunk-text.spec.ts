import { chunkText } from './chunk-text';

const sizes = { characters: 300, overlap: 60 };
const prose = Array.from({ length: 40 }, (_, at) => `Sentence number ${at} says something of its own.`).join(' ');

describe('pieces of a long text', () => {
  it('are one where it is short', () => {
    expect(chunkText('Short.', sizes)).toEqual([{ start: 0, end: 6 }]);
    expect(chunkText('', sizes)).toEqual([{ start: 0, end: 0 }]);
  });

  it.each([
    ['prose', prose],
    ['one endless sentence', 'word '.repeat(400)],
    ['a text without any space', 'x'.repeat(2_000)],
    ['characters of two units', '🦖'.repeat(700)],
    ['a script without spaces', '市場調査は大切です。'.repeat(100)],
    ['lines', Array.from({ length: 100 }, (_, at) => `- point ${at}`).join('\n')],
  ])('cover %s without a gap, and none is longer than it may be', (_what, text) => {
    const chunks = chunkText(text, sizes);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks[0]!.start).toBe(0);
    expect(chunks.at(-1)!.end).toBe(text.length);
    chunks.forEach(({ start, end }, at) => {
      expect(end - start).toBeGreaterThan(0);
      expect(end - start).toBeLessThanOrEqual(sizes.characters);
      expect(text.slice(start, end)).toBe(text.slice(start, end).replace(/\p{Surrogate}/gu, '?'));
      const next = chunks[at + 1];
      if (next) expect(next.start).toBeLessThanOrEqual(end);
      if (next) expect(next.start).toBeGreaterThan(start);
    });
  });

  it('begin with the last sentence of the one before', () => {
    const chunks = chunkText(prose, sizes);
    for (const [at, { start }] of chunks.entries()) {
      expect(prose.slice(start)).toMatch(/^Sentence number/);
      if (at > 0) expect(start).toBeLessThan(chunks[at - 1]!.end);
    }
  });

  it('come to an end though all of a piece would be repeated', () => {
    const chunks = chunkText(prose, { characters: 200, overlap: 199 });
    expect(chunks.at(-1)!.end).toBe(prose.length);
    expect(chunks.length).toBeLessThan(60);
  });
});
