import { ERROR_CODES, type ErrorCode } from '@raptor/contracts';
import {
  BusUnavailableError,
  DedupConflictError,
  FenceLostError,
  MessageInvalidError,
  MessageUnroutableError,
  QueryTimeoutError,
} from '@raptor/raptor-bus';
import { assertNever } from './assert-never';
import { AppError } from './app-error';
import { asAppError, errorOf, failureOf } from './bus-translation';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

describe('a failure on the bus', () => {
  it.each(CODES)('%s goes there and back', (code) => {
    const thrown = new AppError(code, 'what happened', { details: { id: 7 } });
    const travelled = JSON.parse(JSON.stringify(failureOf(thrown))) as ReturnType<typeof failureOf>;
    const back = errorOf(travelled);
    expect(AppError.is(back, code)).toBe(true);
    expect(back).toMatchObject({ code, message: 'what happened', retry: ERROR_CODES[code].retry, details: { id: 7 } });
  });

  it('keeps its own advice against that of the catalogue', () => {
    const failure = failureOf(new AppError('RESOURCE_NOT_FOUND', 'not yet', { retry: 'later' }));
    expect(failure.retry).toBe('later');
    expect(errorOf(failure).retry).toBe('later');
  });

  it.each([[new TypeError('x of undefined, secret')], ['text'], [undefined], [{ code: 'FAKE' }]])(
    'that has no name (%p) tells nobody what it was, and may be tried again',
    (thrown) => {
      expect(failureOf(thrown)).toEqual({
        code: 'INTERNAL',
        message: 'The service failed; its log has the stack',
        retry: 'later',
      });
    },
  );

  it.each([{ code: '23505' }, { driverError: { code: '22021' } }, { status: 404 }])(
    'that would be said again (%p) is not tried again',
    (thrown) => {
      expect(failureOf(thrown)).toMatchObject({ code: 'INTERNAL', retry: 'never' });
    },
  );

  it('with a code of a newer version becomes INTERNAL and keeps its advice', () => {
    const back = errorOf({ code: 'CAMPAIGN_FROZEN', message: 'frozen', retry: 'never' });
    expect(back).toMatchObject({ code: 'INTERNAL', retry: 'never' });
    expect(errorOf({ code: 'toString', message: 'x', retry: 'never' }).code).toBe('INTERNAL');
  });
});

describe("the bus's own failures", () => {
  it.each([
    [new BusUnavailableError('away'), 'SERVICE_UNAVAILABLE', { retry: 'later', retryAfterSeconds: 2 }],
    [
      new QueryTimeoutError('sys.service.describe', 'muse', 2_000),
      'SERVICE_UNAVAILABLE',
      { retry: 'later', details: { service: 'muse' }, message: 'The muse service did not answer in time' },
    ],
    [
      new MessageInvalidError('sys.x', ['a: wrong']),
      'MESSAGE_INVALID',
      { retry: 'never', details: { problems: ['a: wrong'] } },
    ],
    [new MessageUnroutableError('sys.x', ['has no handler']), 'MESSAGE_INVALID', { retry: 'never' }],
    [new DedupConflictError('another request'), 'IDEMPOTENCY_KEY_REUSED', { retry: 'never' }],
    [new FenceLostError('somebody newer has it'), 'WRITE_CONFLICT', { retry: 'later' }],
  ] as const)('%s have a name in the catalogue', (error, code, rest) => {
    const known = asAppError(error);
    expect(known).toMatchObject({ code, cause: error, ...rest });
    expect(failureOf(error).code).toBe(code);
  });

  it('are told from a case that nobody thought of', () => {
    expect(() => assertNever('surprise' as never)).toThrow('Unhandled case: "surprise"');
  });

  it('leave an AppError as it is and a bug without a name', () => {
    const error = new AppError('RATE_LIMITED', 'slow down');
    expect(asAppError(error)).toBe(error);
    expect(asAppError(new Error('bug'))).toBeUndefined();
  });
});
