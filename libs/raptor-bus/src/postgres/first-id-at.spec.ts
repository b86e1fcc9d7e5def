import { v7 as uuidv7 } from 'uuid';
import { firstIdAt } from './first-id-at';

describe('the first id of a time', () => {
  it('is smaller than every id made from then on, and larger than those before', () => {
    const msecs = Date.parse('2026-11-23T12:00:00Z');
    expect(firstIdAt(new Date(msecs)) < uuidv7({ msecs })).toBe(true);
    expect(firstIdAt(new Date(msecs)) > uuidv7({ msecs: msecs - 1 })).toBe(true);
  });

  it('is a UUID before 1970 as well', () => {
    expect(firstIdAt(new Date(-1))).toBe('00000000-0000-0000-0000-000000000000');
  });
});
