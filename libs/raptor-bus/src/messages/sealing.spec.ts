import { randomBytes } from 'node:crypto';
import { SealBrokenError, Sealer, type SealingKey } from './sealing';

const aKey = (kid: string): SealingKey => ({ kid, secret: randomBytes(32).toString('base64') });

const OLD = aKey('2026-01');
const NEW = aKey('2026-02');
const PLACE = 'fleet:{shop.orders}';
const TEXT = '{"a":"Grüße 🚀 \u0000 . . ."}';

describe('a sealed text', () => {
  const sealer = new Sealer([OLD]);

  it('opens where it was sealed for, to the same bytes', () => {
    const sealed = sealer.seal(PLACE, TEXT);
    expect(sealed).toMatch(/^2026-01\.[\w-]{43}\.\{/);
    expect(sealer.open(PLACE, sealed)).toBe(TEXT);
    expect(new Sealer([OLD]).open(PLACE, sealed)).toBe(TEXT);
    expect(sealer.open(PLACE, sealer.seal(PLACE, ''))).toBe('');
  });

  it('does not open elsewhere', () => {
    const sealed = sealer.seal(PLACE, TEXT);
    for (const place of ['fleet:{shop.lanes}', 'other:{shop.orders}', '', `${PLACE}\n`]) {
      expect(() => sealer.open(place, sealed)).toThrow('has a seal that does not fit');
    }
  });

  it('does not open once any single character of it is another', () => {
    const sealed = sealer.seal(PLACE, TEXT);
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      expect(() => sealer.open(PLACE, changed)).toThrow(SealBrokenError);
    }
  });

  it.each([
    ['cut short', (sealed: string) => sealed.slice(0, -1)],
    ['made longer', (sealed: string) => `${sealed} `],
    ['without its key id', (sealed: string) => sealed.slice(sealed.indexOf('.'))],
    ['without its seal', (sealed: string) => sealed.replace(/\.[\w-]{43}\./, '..')],
    ['with a seal that is not base64', (sealed: string) => sealed.replace(/\.[\w-]{43}\./, `.${'!'.repeat(43)}.`)],
    ['with its seal in hexadecimal', (sealed: string) => sealed.replace(/\.[\w-]{43}\./, `.${'a'.repeat(64)}.`)],
    ['bare', () => TEXT],
    ['empty', () => ''],
    ['dots', () => '...'],
    ['a megabyte of dots', () => '.'.repeat(1_000_000)],
    ['with a key id of the prototype', (sealed: string) => sealed.replace('2026-01', '__proto__')],
  ])('does not open %s', (_what, change) => {
    expect(() => sealer.open(PLACE, change(sealer.seal(PLACE, TEXT)))).toThrow(SealBrokenError);
  });
});

describe('a ring of keys', () => {
  it('seals with the first and opens with all: the old and the new live side by side', () => {
    const before = new Sealer([OLD, NEW]);
    const after = new Sealer([NEW, OLD]);
    expect(before.seal(PLACE, TEXT)).toMatch(/^2026-01\./);
    expect(after.seal(PLACE, TEXT)).toMatch(/^2026-02\./);
    expect(before.open(PLACE, after.seal(PLACE, TEXT))).toBe(TEXT);
    expect(after.open(PLACE, before.seal(PLACE, TEXT))).toBe(TEXT);
  });

  it('does not open what a retired key has sealed, and says so', () => {
    expect(() => new Sealer([NEW]).open(PLACE, new Sealer([OLD]).seal(PLACE, TEXT))).toThrow(
      'is sealed with a key that is not in the ring',
    );
  });

  it('does not open what was sealed with another secret under the same name', () => {
    const impostor = new Sealer([aKey(OLD.kid)]);
    expect(() => new Sealer([OLD]).open(PLACE, impostor.seal(PLACE, TEXT))).toThrow('has a seal that does not fit');
  });

  it.each([
    ['a secret of 31 bytes', [{ kid: 'a', secret: randomBytes(31).toString('base64') }], 'at least 32 bytes'],
    ['no secret', [{ kid: 'a', secret: '' }], 'at least 32 bytes'],
    ['a key id with a dot', [{ ...OLD, kid: 'a.b' }], 'must be 1 to 32 letters'],
    ['no key id', [{ ...OLD, kid: '' }], 'must be 1 to 32 letters'],
    ['a long key id', [{ ...OLD, kid: 'x'.repeat(33) }], 'must be 1 to 32 letters'],
    ['two keys with one name', [OLD, aKey(OLD.kid)], 'Two keys of the ring are called 2026-01'],
  ])('is refused with %s', (_what, ring, text) => {
    expect(() => new Sealer(ring as [SealingKey])).toThrow(text);
  });

  it('that is not there leaves texts bare', () => {
    const bare = new Sealer();
    expect(bare.seal(PLACE, TEXT)).toBe(TEXT);
    expect(bare.open(PLACE, TEXT)).toBe(TEXT);
  });
});
