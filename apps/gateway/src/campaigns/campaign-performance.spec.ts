import { spanOf } from './campaign-performance.service';

const NOW = Date.parse('2027-03-15T12:00:00Z');
const span = (start: string | null, end: string | null, asked = {}) =>
  Object.values(spanOf({ start_date: start, end_date: end }, asked, NOW)).map((at) => at.slice(0, 10));

describe('the span of a campaign', () => {
  it('is from its first day until now', () => {
    expect(span('2027-03-01', '2027-03-31')).toEqual(['2027-03-01', '2027-03-15']);
    expect(span('2027-03-01', null)).toEqual(['2027-03-01', '2027-03-15']);
  });

  it('ends with its last day', () => {
    expect(span('2027-02-01', '2027-02-28')).toEqual(['2027-02-01', '2027-03-01']);
  });

  it('is the last month where nobody says', () => {
    expect(span(null, null)).toEqual(['2027-02-13', '2027-03-15']);
  });

  it('of one that has not begun is its first day', () => {
    expect(span('2027-05-01', '2027-05-31')).toEqual(['2027-05-01', '2027-05-02']);
  });

  it('is what was asked for', () => {
    expect(span('2027-03-01', null, { from: '2027-01-01', to: '2027-02-01' })).toEqual(['2027-01-01', '2027-02-01']);
  });
});
