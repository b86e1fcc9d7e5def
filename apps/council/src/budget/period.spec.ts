import { periodOf } from './period';

describe('the period of a budget', () => {
  it.each([
    ['2026-11-23T11:00:00Z', 'UTC', '2026-11'],
    ['2026-11-30T23:30:00Z', 'UTC', '2026-11'],
    ['2026-11-30T23:30:00Z', 'Europe/Berlin', '2026-12'],
    ['2027-01-01T04:30:00Z', 'America/New_York', '2026-12'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01'],
  ])('of %s in %s is %s', (moment, timezone, period) => {
    expect(periodOf(new Date(moment), timezone)).toBe(period);
  });
});
