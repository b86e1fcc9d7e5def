import { newOpaqueToken, readOpaqueToken } from './opaque-token';

const OWNER = '018f0000-0000-7000-8000-00000000000a';

describe('an opaque token', () => {
  it('says whose it is, and what of it is stored', () => {
    const { token, hash } = newOpaqueToken('apiKey', OWNER);
    expect(token).toMatch(/^ak\.018f0000-0000-7000-8000-00000000000a\.[\w-]{43}$/);
    expect(readOpaqueToken('apiKey', token)).toEqual({ ownerId: OWNER, hash });
    expect(hash).toHaveLength(32);
    expect(newOpaqueToken('apiKey', OWNER).hash).not.toEqual(hash);
  });

  it('of one kind is none of another', () => {
    const { token } = newOpaqueToken('invite', OWNER);
    expect(readOpaqueToken('invite', token)).toBeDefined();
    expect(readOpaqueToken('refresh', token)).toBeUndefined();
    expect(readOpaqueToken('apiKey', token)).toBeUndefined();
  });

  it('names an owner that a transaction can be opened for', () => {
    const secret = 'a'.repeat(43);
    expect(readOpaqueToken('refresh', `rt.${OWNER}.${secret}`)).toBeDefined();
    for (const owner of ['', '-'.repeat(36), OWNER.toUpperCase(), '00000000-0000-0000-0000-00000000000f'])
      expect(readOpaqueToken('refresh', `rt.${owner}.${secret}`)).toBeUndefined();
  });
});
