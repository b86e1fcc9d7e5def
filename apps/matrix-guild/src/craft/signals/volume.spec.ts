import { volumeOf } from './volume';

const NOW = '2026-03-02T12:00:00.000Z';
const hoursAgo = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
const perHour = (count: number, hours: number): string[] =>
  Array.from({ length: hours }, (_, hour) => Array.from({ length: count }, () => hoursAgo(hour + 1.5))).flat();
const now = (count: number): string[] => Array.from({ length: count }, () => hoursAgo(0.5));

describe('the volume of signals', () => {
  it.each([
    ['seven in the hour after a quiet week', [...now(7)], true],
    ['four after a quiet week', [...now(4)], false],
    ['nine where four are usual', [...perHour(4, 167), ...now(9)], false],
    ['eleven where four are usual', [...perHour(4, 167), ...now(11)], true],
  ])('%s', (_what, moments, isSpike) => {
    expect(volumeOf(moments, NOW, 168).isSpike).toBe(isSpike);
  });

  it('is never a spike without a day of history', () => {
    expect(volumeOf(now(50), NOW, 12).isSpike).toBe(false);
  });

  it('does not count what is dated in the future or before the span', () => {
    expect(volumeOf([hoursAgo(-1), hoursAgo(200)], NOW, 168)).toMatchObject({ lastHour: 0, usual: 0 });
  });
});
