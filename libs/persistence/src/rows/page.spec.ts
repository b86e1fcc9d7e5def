import { decodeCursor, encodeCursor, limitOf } from './page';

const ID = '018f0000-0000-7000-8000-00000000000a';
const inBase64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const fieldsOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return 'no error';
};

describe('a cursor', () => {
  it('comes back as it was given out, whatever characters are in it', () => {
    const position = { sort: '-name', after: ['Ünïcode "and", \u{1F600}', ID] as const };
    expect(decodeCursor(encodeCursor(position), '-name')).toEqual(position);
    expect(encodeCursor(position)).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('name').toString('base64url')],
    ['not a list', inBase64({ sort: 'name' })],
    ['too short', inBase64(['name', 'x'])],
    ['too long', inBase64(['name', 'x', ID, ID])],
    ['with a number', inBase64(['name', 1, ID])],
    ['with null', inBase64(['name', null, ID])],
    ['with an id that is none', inBase64(['name', 'x', `${ID}'; --`])],
  ])('is refused when it is %s', (_what, cursor) => {
    expect(fieldsOf(() => decodeCursor(cursor, 'name'))).toMatchObject({
      code: 'REQUEST_INVALID',
      details: { errors: [{ field: 'cursor' }] },
    });
  });

  it('is refused for another order than its own', () => {
    const cursor = encodeCursor({ sort: 'name', after: ['x', ID] });
    expect(fieldsOf(() => decodeCursor(cursor, '-name'))).toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('belongs to the order name, not -name') as string,
    });
  });
});

describe('a limit', () => {
  it('is 20 when nobody says, and anything from 1 to 100', () => {
    expect([limitOf({}), limitOf({ limit: undefined }), limitOf({ limit: 1 }), limitOf({ limit: 100 })]).toEqual([
      20, 20, 1, 100,
    ]);
  });

  it.each([0, -1, 101, 1.5, NaN, Infinity])('is refused when it is %d', (limit) => {
    expect(fieldsOf(() => limitOf({ limit }))).toMatchObject({
      code: 'REQUEST_INVALID',
      details: { errors: [{ field: 'limit', message: 'must be a whole number from 1 to 100' }] },
    });
  });
});
