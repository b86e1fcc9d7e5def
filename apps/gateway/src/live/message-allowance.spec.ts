import { MessageAllowance } from './message-allowance';

describe('what a client may send', () => {
  it('is twenty messages at once, and then two a second', () => {
    const allowance = new MessageAllowance(0);
    const taken = (now: number, times: number): number =>
      Array.from({ length: times }, () => allowance.take(now)).filter(Boolean).length;
    expect(taken(0, 30)).toBe(20);
    expect(taken(1_000, 10)).toBe(2);
    expect(taken(1_400, 10)).toBe(0);
    expect(taken(1_500, 10)).toBe(1);
    expect(taken(3_600_000, 100)).toBe(20);
  });
});
