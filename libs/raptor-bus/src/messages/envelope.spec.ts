import { MessageInvalidError } from '../bus-errors';
import { MessageCatalogue } from './catalogue';
import { decode, enclose, encode, MAX_MESSAGE_BYTES, MAX_NESTING } from './envelope';
import { MESSAGE_DEFINITION } from './message';

class Anything {
  size!: number;
}

const definition = { kind: 'event', name: 'shop.thing', version: 3, channel: 'shop', lane: 'high', readers: ['sales'] };
Object.defineProperty(Anything, MESSAGE_DEFINITION, { value: definition });

const entry = new MessageCatalogue([Anything]).of(Anything);
const origin = { workspaceId: null, actor: { type: 'system', id: 'test' } } as const;
const good = enclose(entry, { size: 1 }, 'packing', origin);
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('an envelope', () => {
  it('says what the sender knows, and is its own correlation when nothing caused it', () => {
    const envelope = enclose(entry, { size: 1 }, 'packing', origin, { deadline: 5, replyTo: 'here' });
    expect(envelope).toMatchObject({
      name: 'shop.thing',
      version: 3,
      lane: 'high',
      producer: 'packing',
      workspaceId: null,
      actor: { type: 'system', id: 'test' },
      causationId: null,
      deadline: 5,
      replyTo: 'here',
      payload: { size: 1 },
    });
    expect(envelope.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(envelope.correlationId).toBe(envelope.id);
    expect(Date.now() - Date.parse(envelope.occurredAt)).toBeLessThan(5_000);
  });

  it('survives the way', () => {
    const envelope = enclose(entry, { text: 'Grüße 🚀 \u0000' }, 'packing', origin, { dedupId: 'd', key: 'k' });
    expect(decode(encode(envelope))).toEqual(JSON.parse(JSON.stringify(envelope)));
  });

  it('may hold a text that looks like fields given twice', () => {
    const envelope = { ...good, payload: { text: '{"id":1,"id":2}', '":': 1 } };
    expect(decode(encode(envelope))).toEqual(JSON.parse(JSON.stringify(envelope)));
  });

  it('may carry fields of later', () => {
    const later = JSON.stringify({ ...good, mood: 'fine' });
    expect(decode(later)).toMatchObject({ id: good.id, mood: 'fine' });
  });

  it('of 256 KiB travels, of a byte more does not', () => {
    const empty = enclose(entry, { text: '' }, 'packing', origin);
    const room = MAX_MESSAGE_BYTES - Buffer.byteLength(JSON.stringify(empty));
    const sized = (length: number) => ({ ...empty, payload: { text: 'x'.repeat(length) } });
    expect(Buffer.byteLength(encode(sized(room)))).toBe(262_144);
    expect(() => encode(sized(room + 1))).toThrow(
      new MessageInvalidError('shop.thing', ['is 262145 bytes, 262144 at most: send a reference']),
    );
    expect(() => encode({ ...empty, payload: { text: 'ü'.repeat(room / 2 + 1) } })).toThrow('send a reference');
  });

  it('is at most 32 levels deep', () => {
    // The envelope and its payload are two of them.
    expect(decode(encode({ ...good, payload: { list: nested(MAX_NESTING - 2) } }))).toBeDefined();
    expect(() => encode({ ...good, payload: { list: nested(MAX_NESTING - 1) } })).toThrow(
      'is nested deeper than 32 levels: flatten it',
    );
  });

  it.each(Object.keys(JSON.parse(JSON.stringify(good)) as object))('is not without %s', (field) => {
    expect(() => decode(JSON.stringify({ ...good, [field]: undefined }))).toThrow(
      new RegExp(`is not an envelope: must have required property '${field}'`),
    );
  });

  it.each([
    ['id', '1'],
    ['id', good.id.toUpperCase()],
    ['name', 7],
    ['name', ''],
    ['name', 'x'.repeat(513)],
    ['version', '1'],
    ['version', 1.5],
    ['version', 0],
    ['workspaceId', 'mine'],
    ['workspaceId', ''],
    ['actor', null],
    ['actor', { type: 'robot', id: 'x' }],
    ['actor', { type: 'user' }],
    ['correlationId', null],
    ['causationId', 7],
    ['lane', 'fast'],
    ['occurredAt', 7],
    ['deadline', 'tomorrow'],
    ['replyTo', ['here']],
    ['traceparent', {}],
    ['producer', null],
    ['confirm', false],
    ['confirm', 'yes'],
    ['payload', null],
    ['payload', 'text'],
    ['payload', []],
  ])('has no %s that is %j', (field, value) => {
    expect(() => decode(JSON.stringify({ ...good, [field]: value }))).toThrow(
      new RegExp(`is not an envelope: .*${field}`),
    );
  });

  it.each([
    ['text that is not JSON', 'nonsense', 'is not JSON'],
    ['empty', '', 'is not JSON'],
    ['an array', '[]', 'must be object'],
    ['nothing', 'null', 'must be object'],
    ['a number', '7', 'must be object'],
    ['half of one', JSON.stringify(good).slice(0, -9), 'is not JSON'],
    ['one with something behind it', `${JSON.stringify(good)} {}`, 'is not JSON'],
    ['one with a field given twice', JSON.stringify(good).replace('{', '{"id":"a",'), 'given twice'],
    [
      'one with a field given twice, once with a space',
      JSON.stringify(good).replace('{', '{"id" :"a",'),
      'given twice',
    ],
    ['one with a field given twice, once with a tab', JSON.stringify(good).replace('{', '{"id"\t:"a",'), 'given twice'],
    ['one with a field spelt in two ways', JSON.stringify(good).replace('{', '{"\\u0069d":"a",'), 'given twice'],
    [
      'one with a field of its payload given twice',
      JSON.stringify(good).replace('"size":1', '"size":1,"size":2'),
      'given twice',
    ],
    ['text that is too long', JSON.stringify({ ...good, payload: { text: 'x'.repeat(300_000) } }), 'is larger'],
    ['text of 10,000 brackets', '['.repeat(10_000), 'is nested deeper'],
    ['JSON that is 10,000 levels deep', JSON.stringify(good).replace('1}', `${'['.repeat(10_000)}1`), 'nested'],
  ])('is not %s', (_what, text, problem) => {
    expect(() => decode(text)).toThrow(MessageInvalidError);
    expect(() => decode(text)).toThrow(problem);
  });
});
