import { externalIssuers } from './external-issuers.config';

const issuer = {
  issuer: 'https://login.company.example',
  audience: 'raptor',
  jwks_url: 'https://login.company.example/keys',
};
const secret = 'x'.repeat(32);
const parse = (issuers: unknown) =>
  externalIssuers.safeParse(typeof issuers === 'string' ? issuers : JSON.stringify(issuers));

describe('whose tokens are accepted besides our own', () => {
  it('is nobody’s, unless somebody is named', () => {
    expect(externalIssuers.parse(undefined)).toEqual([]);
    expect(parse([issuer]).data).toEqual([{ ...issuer, person: 'email', email_is_proved: false }]);
  });

  it.each([
    ['no JSON', '['],
    ['no list', {}],
    ['an issuer without keys', [{ ...issuer, jwks_url: undefined }]],
    ['an issuer with keys and a secret', [{ ...issuer, hs256_secret: secret }]],
    ['an issuer with a short secret', [{ ...issuer, jwks_url: undefined, hs256_secret: 'short' }]],
    ['keys in a file', [{ ...issuer, jwks_url: 'file:///etc/passwd' }]],
    ['an issuer without an audience', [{ ...issuer, audience: undefined }]],
    ['an issuer with something else', [{ ...issuer, trust: 'everybody' }]],
    ['an issuer twice', [issuer, issuer]],
  ])('is not %s', (_what, issuers) => {
    expect(parse(issuers).success).toBe(false);
  });
});
