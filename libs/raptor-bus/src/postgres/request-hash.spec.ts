import type { Envelope } from '../messages/envelope';
import { requestHashOf } from './request-hash';

const wish = (fields: Partial<Envelope> = {}): Envelope => ({
  id: '0198c9a0-0000-7000-8000-000000000001',
  name: 'shop.order.place',
  version: 1,
  workspaceId: null,
  actor: { type: 'system', id: 'shop' },
  correlationId: 'c',
  causationId: null,
  lane: 'normal',
  occurredAt: '2026-11-23T12:00:00.000Z',
  producer: 'shop',
  payload: { article: 'pen', to: { city: 'Ulm', zip: '89073' }, tags: ['a', 'b'] },
  ...fields,
});

describe('the hash of a wish', () => {
  it('is the same for another message with the same content, in whatever order', () => {
    const again = wish({
      id: '0198c9a0-0000-7000-8000-000000000002',
      occurredAt: '2026-11-24T12:00:00.000Z',
      payload: { tags: ['a', 'b'], to: { zip: '89073', city: 'Ulm' }, article: 'pen' },
    });
    expect(requestHashOf(again)).toBe(requestHashOf(wish()));
  });

  it.each<[string, Partial<Envelope>]>([
    ['payload', { payload: { article: 'pen', to: { city: 'Ulm', zip: '89075' }, tags: ['a', 'b'] } }],
    ['order in a list', { payload: { article: 'pen', to: { city: 'Ulm', zip: '89073' }, tags: ['b', 'a'] } }],
    ['message', { name: 'shop.order.cancel' }],
    ['workspace', { workspaceId: '0198c9a0-0000-7000-8000-000000000009' }],
  ])('differs with the %s', (_what, fields) => {
    expect(requestHashOf(wish(fields))).not.toBe(requestHashOf(wish()));
  });
});
