import { generateKeyPairSync } from 'node:crypto';
import { algorithmOf, jwtKeys } from './jwt-keys';

const ec = (curve = 'P-256') => generateKeyPairSync('ec', { namedCurve: curve });
const ed = generateKeyPairSync('ed25519');
const privateJwk = ec().privateKey.export({ format: 'jwk' });
const publicJwk = ec().publicKey.export({ format: 'jwk' });
const parse = (keys: unknown) => jwtKeys.safeParse(typeof keys === 'string' ? keys : JSON.stringify(keys));

describe('the keys that sign access tokens', () => {
  it('are of P-256 or Ed25519, one of them to sign and the others to verify', () => {
    const keys = parse([
      { kid: 'old', use: 'verify', publicJwk },
      { kid: 'new', use: 'sign', privateJwk: ed.privateKey.export({ format: 'jwk' }) },
    ]);
    expect(keys.data?.map(algorithmOf)).toEqual(['ES256', 'EdDSA']);
    expect(parse([{ kid: 'k', use: 'sign', privateJwk }]).data?.map(algorithmOf)).toEqual(['ES256']);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', {}],
    ['none', []],
    ['none that signs', [{ kid: 'k', use: 'verify', publicJwk }]],
    ['one that should sign and cannot', [{ kid: 'k', use: 'sign', privateJwk: publicJwk }]],
    ['two of one name', [1, 2].map(() => ({ kid: 'k', use: 'sign', privateJwk }))],
    ['one without a name', [{ use: 'sign', privateJwk }]],
    ['one of another curve', [{ kid: 'k', use: 'sign', privateJwk: ec('P-384').privateKey.export({ format: 'jwk' }) }]],
    ['a secret', [{ kid: 'k', use: 'sign', privateJwk: { kty: 'oct', k: 'c2VjcmV0', d: 'x' } }]],
  ])('are not %s', (_what, keys) => {
    expect(parse(keys).success).toBe(false);
  });
});
