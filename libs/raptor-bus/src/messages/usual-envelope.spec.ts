import { MessageCatalogue } from './catalogue';
import { decode, enclose, encode, type Envelope, type EnvelopeExtras, type MessageOrigin } from './envelope';
import { MESSAGE_DEFINITION } from './message';
import { isUsual, usualText } from './usual-envelope';

class Thing {
  text!: string;
}
Object.defineProperty(Thing, MESSAGE_DEFINITION, {
  value: { kind: 'event', name: 'shop.thing', version: 3, channel: 'shop', readers: ['sales'] },
});
const entry = new MessageCatalogue([Thing]).of(Thing);
const workspaceId = '0197a3c2-7d41-7a10-8f00-000000000001';
const system: MessageOrigin = { workspaceId: null, actor: { type: 'system', id: 'test' } };
const made = (
  origin: MessageOrigin = system,
  extras: EnvelopeExtras = {},
  payload: object = { text: 'a "quoted" ö' },
) => enclose(entry, payload, 'packing', origin, extras);

describe('a usual envelope', () => {
  it.each<[string, Envelope]>([
    ['with as little as can be', made()],
    ['of a user', made({ workspaceId, actor: { type: 'user', id: 'u', role: 'editor', membershipVersion: 7 } })],
    [
      'of an actor told in another order',
      made({ workspaceId, actor: { membershipVersion: 0.5, id: 'u', type: 'agent' } }),
    ],
    [
      'of an actor with something left open',
      made({ workspaceId, actor: { type: 'api_key', id: 'k', role: undefined } }),
    ],
    ['with a cause', made({ ...system, correlationId: 'c c', causationId: 'd', traceparent: '00-4bf9-00f0-01' })],
    ['with everything', made(system, { dedupId: 'd', key: 'k', deadline: 1.5, replyTo: 'here', confirm: true })],
    ['with nothing in it', made(system, {}, {})],
  ])('%s has the text that JSON.stringify gives', (_what, envelope) => {
    expect(usualText(envelope)).toBe(JSON.stringify(envelope));
    expect(isUsual(JSON.parse(encode(envelope)))).toBe(true);
    expect(decode(encode(envelope))).toEqual(JSON.parse(JSON.stringify(envelope)));
  });

  it.each<[string, Envelope]>([
    ['a text that JSON writes otherwise', made(system, { key: 'a"b' })],
    ['a backslash', made(system, { key: 'a\\b' })],
    ['a line feed', made(system, { key: 'a\nb' })],
    ['more than ASCII', made({ workspaceId, actor: { type: 'user', id: 'Jürgen 🚀' } })],
    ['a lone surrogate', made(system, { key: '\ud800' })],
    ['a field of later', { ...made(), mood: 'fine' } as Envelope],
    [
      'an actor with a field of elsewhere',
      made({ workspaceId, actor: { ...system.actor, name: 'x' } as Envelope['actor'] }),
    ],
    ['an empty cause', made({ ...system, causationId: '' })],
  ])('is not one with %s, which is written all the same', (_what, envelope) => {
    expect(usualText(envelope)).toBeUndefined();
    expect(encode(envelope)).toBe(JSON.stringify(envelope));
    expect(decode(encode(envelope))).toEqual(JSON.parse(JSON.stringify(envelope)));
  });

  it.each<[string, Partial<Record<keyof Envelope, unknown>>]>([
    ['an id that is none', { id: 'x' }],
    ['a version of none', { version: 0 }],
    ['a workspace that is none', { workspaceId: 'mine' }],
    ['an actor of another kind', { actor: { type: 'robot', id: 'x' } }],
    ['an endless deadline', { deadline: Infinity }],
    ['a text that is too long', { key: 'x'.repeat(513) }],
    ['an empty text', { producer: '' }],
    ['another lane', { lane: 'fast' }],
    ['no list as its payload', { payload: [] }],
  ])('is never one with %s, and that is not sent', (_what, wrong) => {
    const envelope = { ...made(), ...wrong } as Envelope;
    expect(isUsual(envelope)).toBe(false);
    expect(() => encode(envelope)).toThrow('cannot be sent');
  });
});
