import { MessageInvalidError } from './bus-errors';
import type { CatalogueEntry } from './catalogue';
import { decode, encode, MAX_MESSAGE_BYTES, seal } from './envelope';

class Anything {
  size!: number;
}

const entry: CatalogueEntry = { kind: 'event', name: 'shop.thing', version: 3, channel: 'shop', type: Anything };
const origin = { workspaceId: null, actor: { type: 'system', id: 'test' } } as const;

describe('an envelope', () => {
  it('is sealed with what the sender knows, and is its own correlation when nothing caused it', () => {
    const envelope = seal(entry, { size: 1 }, 'packing', origin, { deadline: 5, replyTo: 'here' });
    expect(envelope).toMatchObject({
      name: 'shop.thing',
      version: 3,
      lane: 'normal',
      producer: 'packing',
      workspaceId: null,
      actor: { type: 'system', id: 'test' },
      causationId: null,
      deadline: 5,
      replyTo: 'here',
      payload: { size: 1 },
    });
    expect(envelope.correlationId).toBe(envelope.id);
    expect(Date.now() - Date.parse(envelope.occurredAt)).toBeLessThan(5_000);
  });

  it('survives the way', () => {
    const envelope = seal({ ...entry, lane: 'high' }, { text: 'Grüße 🚀' }, 'packing', origin);
    expect(decode(encode(envelope))).toEqual(JSON.parse(JSON.stringify(envelope)));
    expect(decode(encode(envelope)).lane).toBe('high');
  });

  it('of 256 KiB travels, of a byte more does not', () => {
    const empty = seal(entry, { text: '' }, 'packing', origin);
    const room = MAX_MESSAGE_BYTES - Buffer.byteLength(JSON.stringify(empty));
    const sized = (length: number) => ({ ...empty, payload: { text: 'x'.repeat(length) } });
    expect(Buffer.byteLength(encode(sized(room)))).toBe(262_144);
    expect(() => encode(sized(room + 1))).toThrow(
      new MessageInvalidError('shop.thing', ['is 262145 bytes, 262144 at most: send a reference']),
    );
    expect(() => encode({ ...empty, payload: { text: 'ü'.repeat(room / 2 + 1) } })).toThrow('send a reference');
  });

  const good = { id: '1', name: 'a', version: 1, payload: {} };

  it.each([
    ['text that is not JSON', 'nonsense'],
    ['an array', '[]'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['no id', JSON.stringify({ ...good, id: undefined })],
    ['a name that is no text', JSON.stringify({ ...good, name: 7 })],
    ['a version that is no number', JSON.stringify({ ...good, version: '1' })],
    ['no payload', JSON.stringify({ ...good, payload: undefined })],
    ['a deadline that is no number', JSON.stringify({ ...good, deadline: 'tomorrow' })],
  ])('is not %s', (_what, text) => {
    expect(() => decode(text)).toThrow(MessageInvalidError);
  });

  it('needs no more than id, name, version and payload', () => {
    expect(decode(JSON.stringify(good))).toEqual(good);
  });
});

it('does not even parse what is larger than a message may be', () => {
  const huge = JSON.stringify({ id: 'x', name: 'y', version: 1, payload: { text: 'x'.repeat(300_000) } });
  expect(() => decode(huge)).toThrow('is larger than a message may be');
});
