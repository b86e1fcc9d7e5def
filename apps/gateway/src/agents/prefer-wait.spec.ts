import { waitIn } from './prefer-wait';

describe('a preference to wait', () => {
  it.each([
    ['wait=5', 5],
    ['WAIT = "7"', 7],
    ['respond-async, wait=3', 3],
    ['respond-async; wait=4', 4],
    ['wait=0', 0],
    ['wait=21', 20],
    ['wait=999999999', 20],
  ])('%p is %d seconds', (header, seconds) => {
    expect(waitIn(header)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    'wait',
    'wait=',
    'wait=-1',
    'wait=1.5',
    'wait=abc',
    'wait=99999999999',
    'await=5',
    `${' '.repeat(9_999)}wait=5`,
  ])('%p is none', (header) => {
    expect(waitIn(header)).toBe(0);
  });

  it('is the first that is one, of several headers', () => {
    expect(waitIn(['return=minimal', 'wait=2', 'wait=9'])).toBe(2);
  });
});
