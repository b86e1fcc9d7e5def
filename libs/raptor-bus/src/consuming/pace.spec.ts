import { Pace } from './pace';

const after = (slots: number, times: number, elapsedMs: number): number => {
  const pace = new Pace(slots);
  for (let count = 0; count < times; count += 1) pace.tookMs(elapsedMs);
  return pace.ahead;
};

describe('how much work is taken ahead of free slots', () => {
  it('is none until enough handlers were seen', () => {
    expect(after(32, 0, 1)).toBe(0);
    expect(after(32, 15, 1)).toBe(0);
    expect(after(32, 16, 1)).toBeGreaterThan(0);
  });

  it('is none where handlers take long: another replica may be free', () => {
    expect(after(32, 100, 60_000)).toBe(0);
    expect(after(32, 100, 641)).toBe(0);
  });

  it('is half as much again as there are slots at most, where they are quick', () => {
    expect(after(32, 100, 0)).toBe(48);
    expect(after(1, 100, 0.01)).toBe(2);
  });

  it('is what keeps slots busy for a moment in between', () => {
    expect(after(32, 100, 40)).toBe(16);
  });

  it('follows handlers that become slow', () => {
    const pace = new Pace(32);
    for (let count = 0; count < 100; count += 1) pace.tookMs(1);
    for (let count = 0; count < 32; count += 1) pace.tookMs(10_000);
    expect(pace.ahead).toBe(0);
  });
});
