import { readConfirmation } from './confirmation';

const ID = '0198c9a0-0000-7000-8000-000000000001';

describe('a confirmation', () => {
  it('says which group is done with which messages', () => {
    const said = { group: 'packing', ids: [ID] };
    expect(readConfirmation(JSON.stringify(said))).toEqual(said);
  });

  it.each([
    '',
    'null',
    '7',
    '{}',
    `{"group":"packing","ids":"${ID}"}`,
    '{"group":"packing","ids":["x"]}',
    `{"ids":["${ID}"]}`,
  ])('is not %p', (text) => {
    expect(() => readConfirmation(text)).toThrow();
  });
});
