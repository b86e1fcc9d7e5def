import {
  describeFailure,
  MessageInvalidError,
  MessageUnroutableError,
  QueryTimeoutError,
  RemoteFailureError,
} from './bus-errors';

describe('a failure as data', () => {
  it.each([
    [
      new MessageInvalidError('shop.order', ['has no number', 'is late']),
      {
        code: 'MESSAGE_INVALID',
        message: 'Message shop.order has no number; is late',
        retry: 'never',
        details: { problems: ['has no number', 'is late'] },
      },
    ],
    [
      new MessageUnroutableError('shop.order', ['has no handler']),
      expect.objectContaining({ code: 'MESSAGE_INVALID', retry: 'never' }) as object,
    ],
    [
      new RemoteFailureError({ code: 'TILL_BUSY', message: 'busy', retry: 'later' }),
      { code: 'TILL_BUSY', message: 'busy', retry: 'later' },
    ],
    [new Error('a bug'), { code: 'INTERNAL', message: 'a bug', retry: 'later' }],
    ['just text', { code: 'INTERNAL', message: 'just text', retry: 'later' }],
  ])('of %p', (error, failure) => {
    expect(describeFailure(error)).toEqual(failure);
  });

  it('names who did not answer what, and how long one waited', () => {
    expect(new QueryTimeoutError('shop.price.get', 'sales', 250).message).toBe(
      'sales did not answer shop.price.get within 250 ms',
    );
  });
});
