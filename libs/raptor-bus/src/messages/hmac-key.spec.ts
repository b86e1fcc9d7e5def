import { createHmac, randomBytes } from 'node:crypto';
import { HmacKey } from './hmac-key';

const LENGTHS = [0, 1, 54, 55, 63, 64, 1_000, 5_450, 5_470, 16_384, 300_000];

describe('a key that makes HMAC-SHA-256', () => {
  it.each([20, 32, 64, 65, 131])('of %i bytes agrees with the standard library, one text after another', (bytes) => {
    const secret = randomBytes(bytes);
    const key = new HmacKey(secret);
    const expected = (text: string): string => createHmac('sha256', secret).update(`p\n${text}`).digest('base64url');
    for (const length of LENGTHS) {
      for (const letter of ['a', 'é', '漢', '\ud83d\ude00', '\ud800']) {
        const text = letter.repeat(length);
        expect(key.mac('p', text)).toBe(expected(text));
      }
      expect(key.mac('p', 'short')).toBe(expected('short'));
    }
  });

  it('tells places apart', () => {
    const key = new HmacKey(randomBytes(32));
    expect(key.mac('a', 'c')).not.toBe(key.mac('b', 'c'));
  });
});
