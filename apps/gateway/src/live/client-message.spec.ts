import { AppError } from '@raptor/platform';
import { readClientMessage } from './client-message';

const read = (message: unknown) =>
  readClientMessage(Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)));

function refusal(message: unknown): string | undefined {
  try {
    read(message);
  } catch (error) {
    return AppError.is(error) ? error.code : 'a bug';
  }
  return undefined;
}

describe('what a client of the live channel says', () => {
  it('is what it wants to hear', () => {
    expect(read({ subscribe: ['campaigns', 'money', 'money'] })).toEqual({
      groups: new Set(['campaigns', 'money']),
      after: undefined,
    });
  });

  it('is up to where it has heard', () => {
    expect(read({ subscribe: [], epoch: 'a-b_9', last_seq: 0 }).after).toEqual({ epoch: 'a-b_9', seq: 0 });
  });

  it.each([
    ['{"subscribe":', 'REQUEST_MALFORMED'],
    ['{"subscribe":[],"__proto__":{"x":1}}', 'REQUEST_MALFORMED'],
    [{}, 'REQUEST_INVALID'],
    [[], 'REQUEST_INVALID'],
    ['null', 'REQUEST_INVALID'],
    ['"subscribe"', 'REQUEST_INVALID'],
    [{ subscribe: 'campaigns' }, 'REQUEST_INVALID'],
    [{ subscribe: ['everything'] }, 'REQUEST_INVALID'],
    [{ subscribe: ['constructor'] }, 'REQUEST_INVALID'],
    [{ subscribe: Array(9).fill('money') }, 'REQUEST_INVALID'],
    [{ subscribe: [], unsubscribe: [] }, 'REQUEST_INVALID'],
    [{ subscribe: [], last_seq: 1 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a' }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a b', last_seq: 1 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a'.repeat(65), last_seq: 1 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a', last_seq: -1 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a', last_seq: 1.5 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a', last_seq: 1e300 }, 'REQUEST_INVALID'],
    [{ subscribe: [], epoch: 'a', last_seq: '1' }, 'REQUEST_INVALID'],
  ])('is refused when it is %p', (message, code) => {
    expect(refusal(message)).toBe(code);
  });
});
