import { RestartBackoff } from './backoff';

describe('the pause before a restart', () => {
  it('doubles from a quarter of a second to fifteen seconds', () => {
    const backoff = new RestartBackoff();
    const delays = Array.from({ length: 8 }, () => backoff.delayAfter(100));
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });

  it('begins anew after half a minute of life', () => {
    const backoff = new RestartBackoff();
    for (let crash = 0; crash < 5; crash++) backoff.delayAfter(29_999);
    expect(backoff.delayAfter(30_000)).toBe(250);
  });

  it('stays short for ever, however often a service crashes', () => {
    const backoff = new RestartBackoff();
    for (let crash = 0; crash < 2_000; crash++) backoff.delayAfter(0);
    expect(backoff.delayAfter(0)).toBe(15_000);
  });
});
