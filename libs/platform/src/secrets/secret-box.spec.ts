import { SecretBox, SecretUnreadableError, type SecretPlace } from './secret-box';

const aKey = (kid: string, byte: number, length = 32) => ({
  kid,
  secret: Buffer.alloc(length, byte).toString('base64'),
});
const [OLD, NEW] = [aKey('2026-10', 1), aKey('2026-11', 2)];
const place: SecretPlace = { workspaceId: '018f0000-0000-7000-8000-00000000000a', purpose: 'webhook 7' };
const box = new SecretBox([NEW, OLD]);

describe('a sealed secret', () => {
  it.each([['a key'], [''], ['Ünïcode \u{1f511} \n'], ['x'.repeat(10_000)]])(
    'opens where it was sealed: %#',
    (secret) => {
      const sealed = box.seal(place, secret);
      expect(sealed).toMatch(/^2026-11\.[\w-]+$/);
      expect(box.open(place, sealed)).toBe(secret);
    },
  );

  it('shows nothing of the secret, not even that it is the same as another', () => {
    const [one, other] = [box.seal(place, 'whsec_secret'), box.seal(place, 'whsec_secret')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[1]!, 'base64url').toString('latin1')).not.toContain('whsec');
  });

  it.each<[string, SecretPlace]>([
    ['workspace', { ...place, workspaceId: '018f0000-0000-7000-8000-00000000000b' }],
    ['purpose', { ...place, purpose: 'webhook 8' }],
    ['split of the same text', { workspaceId: `${place.workspaceId}","webhook`, purpose: '7' }],
  ])('does not open at another %s', (_name, elsewhere) => {
    expect(() => box.open(elsewhere, box.seal(place, 'secret'))).toThrow(SecretUnreadableError);
  });

  it('does not open when any bit of it was changed', () => {
    const [kid, text] = box.seal(place, 'secret').split('.') as [string, string];
    const body = Buffer.from(text, 'base64url');
    for (let at = 0; at < body.length * 8; at += 1) {
      const changed = Buffer.from(body);
      changed[at >> 3]! ^= 1 << (at & 7);
      expect(() => box.open(place, `${kid}.${changed.toString('base64url')}`)).toThrow(SecretUnreadableError);
    }
  });

  it('does not open when it was cut, nor what never was one', () => {
    const sealed = box.seal(place, 'secret');
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => box.open(place, sealed.slice(0, length))).toThrow(SecretUnreadableError);
    for (const text of ['secret', '.', '2026-11.', '2026-11.AAAA', '..', `${sealed}.${sealed}`, `${sealed}\n`])
      expect(() => box.open(place, text)).toThrow(SecretUnreadableError);
  });

  it('says nothing of its contents when it cannot be opened', () => {
    const sealed = box.seal(place, 'whsec_secret');
    const opening = () => new SecretBox([OLD]).open(place, sealed);
    expect(opening).toThrow('It is sealed with the key 2026-11, which is not in the ring');
    expect(() => box.open({ ...place, purpose: 'x' }, sealed)).toThrow('It was changed, or sealed for another place');
  });

  it('survives the rotation of keys: added, in front, the old one retired', () => {
    const sealed = new SecretBox([OLD]).seal(place, 'secret');
    expect(new SecretBox([OLD, NEW]).open(place, sealed)).toBe('secret');
    expect(new SecretBox([OLD, NEW]).isStale(sealed)).toBe(false);
    expect(box.open(place, sealed)).toBe('secret');
    expect(box.isStale(sealed)).toBe(true);
    const again = box.seal(place, box.open(place, sealed));
    expect(box.isStale(again)).toBe(false);
    expect(new SecretBox([NEW]).open(place, again)).toBe('secret');
    expect(() => new SecretBox([NEW]).open(place, sealed)).toThrow(SecretUnreadableError);
  });

  it('does not open with another key of the same name', () => {
    const sealed = box.seal(place, 'secret');
    expect(() => new SecretBox([aKey('2026-11', 3)]).open(place, sealed)).toThrow(SecretUnreadableError);
  });
});

describe('a ring of keys for secrets', () => {
  it.each([
    ['without a key', [], /empty/],
    ['with a short key', [aKey('a', 1, 31)], /exactly 32 bytes/],
    ['with a long key', [aKey('a', 1, 33)], /exactly 32 bytes/],
    ['with a name twice', [aKey('a', 1), aKey('a', 2)], /called a/],
    ['with a name that is none', [aKey('a.b', 1)], /key id/],
  ])('%s is refused', (_name, ring, problem) => {
    expect(() => new SecretBox(ring as never)).toThrow(problem);
  });
});
